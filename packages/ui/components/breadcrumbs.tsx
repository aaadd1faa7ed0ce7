import { ChevronRight } from 'lucide-react';
import { Children, type ReactNode } from 'react';

export interface BreadcrumbsProps {
  /** Names the landmark, for example "Breadcrumb". */
  readonly label: string;
  /** Links, and the current page last as plain text. */
  readonly children: ReactNode;
}

export function Breadcrumbs({ label, children }: BreadcrumbsProps) {
  const steps = Children.toArray(children);
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm text-ink-soft [&_a]:rounded-sm [&_a]:py-1 [&_a]:underline-offset-4 [&_a:hover]:underline">
        {steps.map((step, index) => (
          <li key={index} className="flex min-w-0 items-center gap-1.5">
            {index > 0 && (
              <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 rtl:rotate-180" />
            )}
            {step}
          </li>
        ))}
      </ol>
    </nav>
  );
}
