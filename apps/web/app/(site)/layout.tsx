import { SkipLink } from '@edumaster/ui/skip-link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SiteFooter } from '#web/features/shell/site-footer.tsx';
import { SiteHeader } from '#web/features/shell/site-header.tsx';

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('shell');
  return (
    <>
      <SkipLink label={t('skipToContent')} />
      <SiteHeader />
      <main id="content" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
