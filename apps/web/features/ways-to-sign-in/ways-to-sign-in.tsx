import { buttonStyle } from '@edumaster/ui/button';
import { getTranslations } from 'next-intl/server';
import { serverApi } from '#web/api/server-api.ts';
import { pageOrigin } from '#web/platform/page-origin.ts';
import { SettingsCard } from '../account/settings-card.tsx';
import { LinkedSignInsCard, type LinkedSignInsCardProps } from './linked-sign-ins-card.tsx';
import { OneTimeCodesCard } from './one-time-codes-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';

export interface WaysToSignInProps {
  readonly hasPassword: boolean;
  readonly outcome: LinkedSignInsCardProps['outcome'];
}

/** What a person logs in by beside the password; elsewhere, the way to the platform's own host. */
export async function WaysToSignIn({ hasPassword, outcome }: WaysToSignInProps) {
  const api = await serverApi();
  const [{ origin }, here] = await Promise.all([api.getInstallation(), pageOrigin()]);
  if (here !== origin) return <WayThere origin={origin} />;
  const [passkeys, codes, linked, providers] = await Promise.all([
    api.listPasskeys(),
    api.readOneTimeCodes(),
    api.listLinkedSignIns(),
    api.listSignInProviders(),
  ]);
  const now = new Date().toISOString();
  const isLinkable = linked.items.length > 0 || providers.items.length > 0;
  return (
    <>
      <PasskeysCard first={passkeys.items} hasPassword={hasPassword} now={now} />
      <OneTimeCodesCard first={codes} hasPassword={hasPassword} />
      {isLinkable && (
        <LinkedSignInsCard
          first={linked.items}
          providers={providers.items}
          hasPassword={hasPassword}
          now={now}
          outcome={outcome}
        />
      )}
    </>
  );
}

async function WayThere({ origin }: { origin: string }) {
  const t = await getTranslations('waysToSignIn');
  const { host } = new URL(origin);
  return (
    <SettingsCard title={t('elsewhereTitle')} lead={t('elsewhereText', { host })}>
      <a href={`${origin}/account/security`} className={buttonStyle({ variant: 'secondary' })}>
        {t('elsewhereGo', { host })}
      </a>
    </SettingsCard>
  );
}
