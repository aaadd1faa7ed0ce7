import { Logo } from '@edumaster/ui/logo';
import { SkipLink } from '@edumaster/ui/skip-link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentTenant } from '#web/api/server-api.ts';
import { OwnAccountsOnly } from '#web/features/accounts-elsewhere/own-accounts-only.tsx';
import { ThemeToggle } from '#web/features/shell/theme-toggle.tsx';
import { SignInAside } from '#web/features/sign-in/sign-in-aside.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const [t, tenant] = await Promise.all([getTranslations('shell'), currentTenant()]);
  return (
    <div className="grid min-h-dvh grow lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <SkipLink label={t('skipToContent')} />
      <div className="flex flex-col px-4 py-5 sm:px-10">
        <header className="flex items-center justify-between">
          <a
            href="/"
            aria-label={t('home', { name: tenant.name })}
            className="rounded-control py-1"
          >
            <Logo name={tenant.name} />
          </a>
          <ThemeToggle />
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-md grow flex-col justify-center py-10 outline-none"
        >
          <ClientMessages namespaces={['shell', 'errors', 'signIn', 'accountLinks']}>
            <OwnAccountsOnly>{children}</OwnAccountsOnly>
          </ClientMessages>
        </main>
      </div>
      <SignInAside />
    </div>
  );
}
