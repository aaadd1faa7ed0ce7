import { Badge } from '@edumaster/ui/badge';
import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { Me } from '#web/api/identity.ts';
import { currentInstallation, currentPerson, serverApi } from '#web/api/server-api.ts';
import { AccountPage } from '#web/features/account/account-page.tsx';
import { EmailForm } from '#web/features/account/email-form.tsx';
import { PasswordForm } from '#web/features/account/password-form.tsx';
import { AccountElsewhereCard } from '#web/features/accounts-elsewhere/account-elsewhere-card.tsx';
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
  const [t, { issuer }] = await Promise.all([getTranslations('account'), currentInstallation()]);
  return (
    <AccountPage title={t('securityTitle')} lead={t('securityLead')}>
      {(person) =>
        issuer ? (
          <AccountElsewhereCard issuer={issuer} />
        ) : (
          <OwnWaysToSignIn person={person} told={searchParams} />
        )
      }
    </AccountPage>
  );
}

interface OwnWaysProps {
  readonly person: Me;
  readonly told: PageProps<'/account/security'>['searchParams'];
}

async function OwnWaysToSignIn({ person: { email, emailVerified }, told }: OwnWaysProps) {
  const api = await serverApi();
  const [t, format, security, { linked, failure }] = await Promise.all([
    getTranslations('account'),
    getFormatter(),
    api.readMySecurity(),
    told,
  ]);
  const { hasPassword, passwordChangedAt, pendingEmail } = security;
  const changed =
    passwordChangedAt && format.dateTime(new Date(passwordChangedAt), { dateStyle: 'medium' });
  return (
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
  );
}
