import { Logo } from '@edumaster/ui/logo';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentPerson, currentTenant } from '#web/api/server-api.ts';
import { AccountMenu } from './account-menu.tsx';
import { destinationsOf } from './destinations.ts';
import { NavLink } from './nav-link.tsx';
import { SearchForm } from './search-form.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import { VisitorMenu } from './visitor-menu.tsx';

export async function SiteHeader() {
  const t = await getTranslations('shell');
  const [tenant, person] = await Promise.all([currentTenant(), currentPerson()]);
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper/90 backdrop-blur-md">
      <div className="mx-auto flex h-16 max-w-[88rem] items-center gap-1 px-4 sm:gap-2 sm:px-6 lg:gap-4">
        <Link
          href="/"
          prefetch={false}
          aria-label={t('home', { name: tenant.name })}
          className="min-w-0 rounded-control py-1 sm:max-w-56 sm:shrink-0"
        >
          <Logo name={tenant.name} />
        </Link>
        <nav aria-label={t('mainNavigation')} className="flex max-lg:hidden">
          {destinationsOf(person).map(({ href, label }) => (
            <NavLink key={href} href={href}>
              {t(label)}
            </NavLink>
          ))}
        </nav>
        <SearchForm className="ms-auto w-full max-w-80 min-w-0 max-md:hidden" />
        <div className="flex items-center max-md:ms-auto sm:gap-1">
          <ThemeToggle />
          {person ? <AccountMenu person={person} /> : <VisitorMenu />}
        </div>
      </div>
    </header>
  );
}
