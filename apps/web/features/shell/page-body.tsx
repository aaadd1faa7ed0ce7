import { cn } from '@edumaster/ui/class-names';
import type { ReactNode } from 'react';

/** The width and the margins that pages share. */
export function PageBody({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn('mx-auto w-full max-w-[88rem] px-4 py-8 sm:px-6 sm:py-12', className)}>
      {children}
    </div>
  );
}

export interface PageHeadingProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
}

export function PageHeading({ title, lead, action }: PageHeadingProps) {
  return (
    <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
      <div>
        <h1 className="font-display text-title font-semibold">{title}</h1>
        {lead && <p className="mt-2 max-w-prose text-ink-soft">{lead}</p>}
      </div>
      {action}
    </div>
  );
}
