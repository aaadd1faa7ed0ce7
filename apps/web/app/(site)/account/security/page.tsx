import { Badge } from '@edumaster/ui/badge';
import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { currentPerson, serverApi } from '#web/api/server-api.ts';
import { AccountPage } from '#web/features/account/account-page.tsx';
import { EmailForm } from '#web/features/account/email-form.tsx';
import { PasswordForm } from '#web/features/account/password-form.tsx';
import { SettingsCard } from '#web/features/account/settings-card.tsx';
import { linkFailureOf } from '#web/features/ways-to-sign-in/ways-failure.ts';
import { WaysToSignIn } from '#web/features/ways-to-sign-in/ways-to-sign-in.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('securityTitle'), robots: { index: false } };
}

export default async function SecurityPage({ searchParams }: PageProps<'/account/security'>) {
  // The layout leads who is not signed in to the log-in.
  if (!(await currentPerson())) return null;
  const api = await serverApi();
  const [t, format, security] = await Promise.all([
    getTranslations('account'),
    getFormatter(),
    api.readMySecurity(),
  ]);
  const { linked, failure } = await searchParams;
  const { hasPassword, passwordChangedAt, pendingEmail } = security;
  const changed =
    passwordChangedAt && format.dateTime(new Date(passwordChangedAt), { dateStyle: 'medium' });
  return (
    <AccountPage title={t('securityTitle')} lead={t('securityLead')}>
      {({ email, emailVerified }) => (
        <>
          <SettingsCard
            title={t('passwordTitle')}
            lead={changed ? t('passwordChanged', { date: changed }) : t('passwordNone')}
          >
            <PasswordForm email={email} hasPassword={hasPassword} />
          </SettingsCard>
          <SettingsCard
            title={t('emailTitle')}
            lead={t('emailLead', { email })}
            state={
              <Badge tone={emailVerified ? 'brand' : 'accent'}>
                {t(emailVerified ? 'verified' : 'unverified')}
              </Badge>
            }
          >
            <EmailForm hasPassword={hasPassword} pendingEmail={pendingEmail} />
          </SettingsCard>
          <WaysToSignIn
            hasPassword={hasPassword}
            outcome={{
              isLinked: linked === '1',
              failure: linkFailureOf(typeof failure === 'string' ? failure : undefined),
            }}
          />
        </>
      )}
    </AccountPage>
  );
}
