import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentInstallation, currentPerson, serverApi } from '#web/api/server-api.ts';
import { AccountPage } from '#web/features/account/account-page.tsx';
import { SettingsCard } from '#web/features/account/settings-card.tsx';
import { ConsentList } from '#web/features/privacy/consent-list.tsx';
import { EraseAccount } from '#web/features/privacy/erase-account.tsx';
import { ExportCard } from '#web/features/privacy/export-card.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacy');
  return { title: t('title'), robots: { index: false } };
}

export default async function PrivacyPage() {
  if (!(await currentPerson())) return null;
  const api = await serverApi();
  const { issuer } = await currentInstallation();
  const [t, exports, consents, security] = await Promise.all([
    getTranslations('privacy'),
    api.listExports(),
    api.listConsents(),
    issuer ? null : api.readMySecurity(),
  ]);
  // Who has their account elsewhere shows by a fresh log-in who they are.
  const hasPassword = security?.hasPassword ?? false;
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      {({ email }) => (
        <ClientMessages namespaces={['account', 'privacy', 'signIn', 'shell']}>
          <SettingsCard title={t('exportTitle')} lead={t('exportLead')}>
            <ExportCard first={exports.items} />
          </SettingsCard>
          <SettingsCard title={t('consentTitle')}>
            <ConsentList first={consents.items} />
          </SettingsCard>
          <SettingsCard title={t('eraseTitle')} lead={t('eraseLead')}>
            <EraseAccount email={email} hasPassword={hasPassword} />
          </SettingsCard>
        </ClientMessages>
      )}
    </AccountPage>
  );
}
