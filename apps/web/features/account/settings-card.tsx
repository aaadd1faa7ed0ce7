import { Card } from '@edumaster/ui/card';
import { type ReactNode, useId } from 'react';

export interface SettingsCardProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  /** Beside the title, for example how things stand. */
  readonly state?: ReactNode;
  readonly children?: ReactNode;
}

/** One thing that can be set. */
export function SettingsCard({ title, lead, state, children }: SettingsCardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Card className="p-5 sm:p-7">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id={id} className="font-display text-heading font-semibold">
            {title}
          </h2>
          {state}
        </div>
        {lead && <div className="mt-1.5 break-words text-ink-soft">{lead}</div>}
        {children && <div className="mt-5">{children}</div>}
      </Card>
    </section>
  );
}
