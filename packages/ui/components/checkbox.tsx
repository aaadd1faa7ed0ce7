'use client';

import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from '../class-names.ts';

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly className?: string;
}

export function Checkbox(props: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn('flex items-start gap-3', props.className)}>
      <Radix.Root
        id={id}
        checked={props.checked}
        disabled={props.disabled ?? false}
        onCheckedChange={(checked) => props.onCheckedChange(checked === true)}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        className="relative mt-0.5 grid size-5 shrink-0 place-items-center rounded-md border border-line-strong bg-surface transition-colors after:absolute after:-inset-2.5 data-[state=checked]:border-brand data-[state=checked]:bg-brand data-[state=checked]:text-on-brand"
      >
        <Radix.Indicator>
          <Check aria-hidden="true" className="size-3.5" strokeWidth={3} />
        </Radix.Indicator>
      </Radix.Root>
      <div>
        <label htmlFor={id} className="block text-[0.95rem] leading-6">
          {props.label}
        </label>
        {props.hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-faint">
            {props.hint}
          </p>
        )}
      </div>
    </div>
  );
}
