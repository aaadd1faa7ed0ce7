import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../class-names.ts';

export interface ErrorStateProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly action?: ReactNode;
  /** Small print a person can quote, for example a correlation id. */
  readonly reference?: ReactNode;
  readonly headingLevel?: 'h1' | 'h2' | 'h3';
  readonly className?: string;
}

export function ErrorState(props: ErrorStateProps) {
  const Heading = props.headingLevel ?? 'h2';
  return (
    <div
      role="alert"
      className={cn(
        'flex flex-col items-center rounded-card border border-danger/30 bg-danger-soft/40 px-6 py-12 text-center',
        props.className,
      )}
    >
      <div className="mb-4 grid size-14 place-items-center rounded-full bg-danger-soft text-danger-ink">
        <TriangleAlert aria-hidden="true" className="size-6" />
      </div>
      <Heading className="font-display text-heading font-semibold">{props.title}</Heading>
      {props.description && <p className="mt-2 max-w-prose text-ink-soft">{props.description}</p>}
      {props.action && (
        <div className="mt-6 flex flex-wrap justify-center gap-3">{props.action}</div>
      )}
      {props.reference && <p className="mt-5 font-mono text-xs text-ink-soft">{props.reference}</p>}
    </div>
  );
}
