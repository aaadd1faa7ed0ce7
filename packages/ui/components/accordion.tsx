import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../class-names.ts';

export function Accordion({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={cn(
        'divide-y divide-line overflow-hidden rounded-card border border-line bg-surface',
        className,
      )}
    >
      {children}
    </div>
  );
}

export interface AccordionItemProps {
  readonly title: ReactNode;
  /** At the end of the heading's line, for example "5 lectures". */
  readonly aside?: ReactNode;
  readonly defaultOpen?: boolean;
  readonly children: ReactNode;
}

/**
 * The browser's own disclosure: its content is in the page for search engines and find-in-page, and
 * it needs no script, which keeps Radix out of public pages.
 */
export function AccordionItem(props: AccordionItemProps) {
  return (
    <details open={props.defaultOpen} className="group">
      <summary className="flex min-h-14 items-center gap-3 px-4 py-3 hover:bg-sunken/60 focus-visible:-outline-offset-2 sm:px-5">
        <ChevronDown
          aria-hidden="true"
          className="size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-180"
        />
        <span className="grow font-semibold">{props.title}</span>
        {props.aside && <span className="text-end text-sm text-ink-faint">{props.aside}</span>}
      </summary>
      <div className="border-t border-line">{props.children}</div>
    </details>
  );
}
