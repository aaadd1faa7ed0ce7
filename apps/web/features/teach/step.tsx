import { Badge } from '@edumaster/ui/badge';
import { Card } from '@edumaster/ui/card';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';

export interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly lead: string;
  readonly isDone: boolean;
  readonly children: ReactNode;
}

/** One part of an application, with how it stands. */
export function Step({ number, title, lead, isDone, children }: StepProps) {
  const t = useTranslations('instructor');
  const id = useId();
  return (
    <li>
      <Card className="p-5 sm:p-7">
        <section aria-labelledby={id}>
          <div className="flex items-start gap-4">
            <span
              aria-hidden="true"
              className={`grid size-9 shrink-0 place-items-center rounded-full font-semibold ${
                isDone ? 'bg-brand text-on-brand' : 'bg-sunken text-ink-soft'
              }`}
            >
              {isDone ? <Check className="size-5" /> : number}
            </span>
            <div className="min-w-0 grow">
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <h2 id={id} className="font-display text-heading font-semibold">
                  {title}
                </h2>
                <Badge tone={isDone ? 'brand' : 'outline'}>
                  {t(isDone ? 'done' : 'stillMissing')}
                </Badge>
              </div>
              <p className="mt-1 text-ink-soft">{lead}</p>
            </div>
          </div>
          <div className="mt-5 sm:ps-13">{children}</div>
        </section>
      </Card>
    </li>
  );
}
