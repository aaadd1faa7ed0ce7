import type { ReactNode } from 'react';
import { currentInstallation, currentPerson } from '#web/api/server-api.ts';
import { AccountNavigation } from '#web/features/account/account-navigation.tsx';
import { SignInHere } from '#web/features/account/sign-in-here.tsx';
import { UnverifiedNotice } from '#web/features/account/unverified-notice.tsx';
import { DataProvider } from '#web/features/shell/data-provider.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  if (!person) {
    return (
      <PageBody>
        <SignInHere />
      </PageBody>
    );
  }
  const { issuer } = await currentInstallation();
  return (
    <PageBody className="grid items-start gap-8 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-12">
      <div className="lg:sticky lg:top-24">
        <AccountNavigation />
      </div>
      <ClientMessages namespaces={['shell', 'errors', 'account', 'signIn', 'waysToSignIn']}>
        <DataProvider>
          <div className="min-w-0">
            {!person.emailVerified && !issuer && (
              <div className="mb-8 max-w-2xl">
                <UnverifiedNotice email={person.email} />
              </div>
            )}
            {children}
          </div>
        </DataProvider>
      </ClientMessages>
    </PageBody>
  );
}
