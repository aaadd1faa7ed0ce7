import { buttonStyle } from '@edumaster/ui/button';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentInstallation } from '#web/api/server-api.ts';
import type { AccountsElsewhere } from '#web/api/tenancy.ts';
import { AccountThere } from './account-there.tsx';

/** The pages of signing up, in and back in; people who have their account elsewhere are led there. */
export async function OwnAccountsOnly({ children }: { readonly children: ReactNode }) {
  const { issuer } = await currentInstallation();
  return issuer ? <Elsewhere issuer={issuer} /> : children;
}

async function Elsewhere({ issuer }: { readonly issuer: AccountsElsewhere }) {
  const t = await getTranslations('accountsElsewhere');
  return (
    <>
      <h1 className="font-display text-title font-semibold">{t('pageTitle')}</h1>
      <p className="mt-2 mb-8 break-words text-ink-soft">
        {t('pageText', { host: new URL(issuer.url).host })}
      </p>
      <div className="space-y-3">
        <a href="/auth/sign-in?returnTo=%2F" className={buttonStyle({ size: 'lg', wide: true })}>
          {t('logIn')}
        </a>
        <AccountThere issuer={issuer} wide />
      </div>
    </>
  );
}
