import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '#web/features/account/account-page.tsx';
import { ProfileForm } from '#web/features/account/profile-form.tsx';
import { ProfilePicture } from '#web/features/personal-files/profile-picture.tsx';
import { SettingsCard } from '#web/features/account/settings-card.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('profileTitle'), robots: { index: false } };
}

export default async function ProfilePage() {
  const [t, tPicture] = await Promise.all([
    getTranslations('account'),
    getTranslations('instructor.picture'),
  ]);
  return (
    <AccountPage title={t('profileTitle')} lead={t('profileLead')}>
      {(person) => (
        <>
          <SettingsCard title={tPicture('title')}>
            <ClientMessages namespaces={['instructor']}>
              <ProfilePicture person={person} />
            </ClientMessages>
          </SettingsCard>
          <SettingsCard title={t('aboutYou')}>
            <ProfileForm person={person} />
          </SettingsCard>
        </>
      )}
    </AccountPage>
  );
}
