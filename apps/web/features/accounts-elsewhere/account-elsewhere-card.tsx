import { getTranslations } from 'next-intl/server';
import type { AccountsElsewhere } from '#web/api/tenancy.ts';
import { SettingsCard } from '../account/settings-card.tsx';
import { AccountThere } from './account-there.tsx';

/** In the place of password, address and ways to sign in, which are not ours to change. */
export async function AccountElsewhereCard({ issuer }: { readonly issuer: AccountsElsewhere }) {
  const t = await getTranslations('accountsElsewhere');
  return (
    <SettingsCard title={t('cardTitle')} lead={t('cardText', { host: new URL(issuer.url).host })}>
      <AccountThere issuer={issuer} />
    </SettingsCard>
  );
}
