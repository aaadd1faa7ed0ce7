import { Logo } from '@edumaster/ui/logo';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentTenant } from '#web/api/server-api.ts';

export async function SiteFooter() {
  const t = await getTranslations('shell');
  const tenant = await currentTenant();
  const link = 'rounded-sm py-2 underline-offset-4 hover:underline';
  return (
    <footer className="mt-auto border-t border-line bg-sunken/50">
      <div className="mx-auto flex max-w-[88rem] flex-wrap items-center justify-between gap-x-10 gap-y-6 px-4 py-10 sm:px-6">
        <div>
          <Logo name={tenant.name} />
          <p className="mt-3 text-sm text-ink-soft">{t('footerLine')}</p>
        </div>
        <nav
          aria-label={t('footerNavigation')}
          className="flex flex-wrap gap-x-6 text-sm text-ink-soft"
        >
          <Link href="/courses" prefetch={false} className={link}>
            {t('courses')}
          </Link>
          <Link href="/studio" prefetch={false} className={link}>
            {t('studio')}
          </Link>
          <a href="/api/docs" className={link}>
            {t('apiDocs')}
          </a>
        </nav>
      </div>
    </footer>
  );
}
