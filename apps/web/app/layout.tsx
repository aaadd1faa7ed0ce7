import type { Metadata, Viewport } from 'next';
import { getLocale } from 'next-intl/server';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { currentTenant } from '#web/api/server-api.ts';
import { SupportBanner } from '#web/features/support/support-banner.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { textDirection } from '#web/i18n/locales.ts';
import { pageOrigin } from '#web/platform/page-origin.ts';
import { themeCookie, themeOf } from '#web/platform/theme.ts';
import './globals.css';

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf8f2' },
    { media: '(prefers-color-scheme: dark)', color: '#14120f' },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const [tenant, origin] = await Promise.all([currentTenant(), pageOrigin()]);
  return {
    metadataBase: new URL(origin),
    title: { default: tenant.name, template: `%s · ${tenant.name}` },
    openGraph: { siteName: tenant.name, type: 'website' },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar] = await Promise.all([getLocale(), cookies()]);
  return (
    <html
      lang={locale}
      dir={textDirection(locale)}
      data-theme={themeOf(jar.get(themeCookie)?.value)}
      // The theme toggle changes the attribute.
      suppressHydrationWarning
    >
      <body className="flex flex-col">
        <ClientMessages namespaces={['shell', 'errors']}>{children}</ClientMessages>
        <SupportBanner />
      </body>
    </html>
  );
}
