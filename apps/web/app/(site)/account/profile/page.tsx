import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '#web/features/account/account-page.tsx';
import { ProfileForm } from '#web/features/account/profile-form.tsx';
import { SettingsCard } from '#web/features/account/settings-card.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('profileTitle'), robots: { index: false } };
}

export default async function ProfilePage() {
  const t = await getTranslations('account');
  return (
    <AccountPage title={t('profileTitle')} lead={t('profileLead')}>
      {(person) => (
        <SettingsCard title={t('title')}>
          <ProfileForm person={person} />
        </SettingsCard>
      )}
    </AccountPage>
  );
}
