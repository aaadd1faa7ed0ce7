import type { ReactNode } from 'react';
import { cn } from '../class-names.ts';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly action?: ReactNode;
  readonly headingLevel?: 'h1' | 'h2' | 'h3';
  readonly className?: string;
}

/** Says why there is nothing and what to do about it. */
export function EmptyState(props: EmptyStateProps) {
  const Heading = props.headingLevel ?? 'h2';
  return (
    <div
      className={cn(
        'flex flex-col items-center rounded-card border border-dashed border-line-strong/50 bg-surface/60 px-6 py-14 text-center',
        props.className,
      )}
    >
      {props.icon && (
        <div className="mb-4 grid size-14 place-items-center rounded-full bg-brand-soft text-brand-ink [&_svg]:size-6">
          {props.icon}
        </div>
      )}
      <Heading className="font-display text-heading font-semibold">{props.title}</Heading>
      {props.description && <p className="mt-2 max-w-prose text-ink-soft">{props.description}</p>}
      {props.action && (
        <div className="mt-6 flex flex-wrap justify-center gap-3">{props.action}</div>
      )}
    </div>
  );
}
