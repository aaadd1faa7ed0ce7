'use client';

import { cn } from '@edumaster/ui/class-names';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

export interface NavLinkProps {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Says by `aria-current` which part of the site is shown. */
export function NavLink({ href, className, children }: NavLinkProps) {
  const pathname = usePathname();
  const current = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex min-h-11 items-center rounded-control px-3 font-medium text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:text-brand-ink',
        className,
      )}
    >
      {children}
    </Link>
  );
}
