'use client';

import { buttonStyle } from '@edumaster/ui/button';
import { cn } from '@edumaster/ui/class-names';
import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePathname, useSearchParams } from 'next/navigation';
import { signInAddress, signUpAddress } from '#web/platform/sign-in-address.ts';
import { NavLink } from './nav-link.tsx';
import { PopoverPanel } from './popover-panel.tsx';

/** "Log in" and "Sign up", which lead back to the page they were pressed on. */
export function VisitorMenu() {
  const t = useTranslations('shell');
  const here = useHere();
  return (
    <>
      <a
        href={signInAddress(here)}
        className={cn(buttonStyle({ variant: 'ghost' }), 'max-sm:hidden')}
      >
        {t('logIn')}
      </a>
      <a href={signUpAddress(here)} className={cn(buttonStyle(), 'max-sm:px-3 max-sm:text-sm')}>
        {t('signUp')}
      </a>
      <button
        type="button"
        popoverTarget="visitor-menu"
        aria-label={t('menu')}
        className={cn(buttonStyle({ variant: 'ghost', size: 'icon' }), 'lg:hidden')}
      >
        <Menu aria-hidden="true" />
      </button>
      <PopoverPanel id="visitor-menu" className="sm:w-64 lg:hidden">
        <nav aria-label={t('menu')}>
          <NavLink href="/courses">{t('courses')}</NavLink>
          <a
            href={signInAddress(here)}
            className="flex min-h-11 items-center rounded-control px-3 font-medium text-ink-soft hover:bg-sunken hover:text-ink"
          >
            {t('logIn')}
          </a>
        </nav>
      </PopoverPanel>
    </>
  );
}

function useHere(): string {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  return query ? `${pathname}?${query}` : pathname;
}
