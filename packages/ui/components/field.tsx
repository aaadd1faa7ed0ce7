'use client';

import { createContext, type ReactNode, useContext, useId } from 'react';
import { cn } from '../class-names.ts';
import { Label } from './label.tsx';

interface FieldWiring {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

const FieldContext = createContext<FieldWiring | null>(null);

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Label, hint and error of the one control inside, tied to it for assistive technology. */
export function Field(props: FieldProps) {
  const id = useId();
  const hintId = props.hint ? `${id}-hint` : undefined;
  const errorId = props.error ? `${id}-error` : undefined;
  const wiring: FieldWiring = {
    id,
    describedBy: [hintId, errorId].filter(Boolean).join(' ') || undefined,
    invalid: Boolean(props.error),
    required: props.required ?? false,
  };
  return (
    <FieldContext value={wiring}>
      <div className={cn('flex flex-col gap-1.5', props.className)}>
        <Label htmlFor={id} className={cn(props.labelHidden && 'sr-only')}>
          {props.label}
          {props.required && (
            <span aria-hidden="true" className="text-danger-ink">
              {' *'}
            </span>
          )}
        </Label>
        {props.children}
        {props.hint && (
          <p id={hintId} className="text-sm text-ink-faint">
            {props.hint}
          </p>
        )}
        {/* Present before the error is, so that its arrival is announced. */}
        <p
          id={errorId}
          aria-live="polite"
          className="text-sm font-medium text-danger-ink empty:hidden"
        >
          {props.error}
        </p>
      </div>
    </FieldContext>
  );
}

/** Attributes for a control inside a Field; outside of one, nothing. */
export function useFieldWiring() {
  const wiring = useContext(FieldContext);
  if (!wiring) return {};
  return {
    id: wiring.id,
    'aria-describedby': wiring.describedBy,
    'aria-invalid': wiring.invalid || undefined,
    'aria-required': wiring.required || undefined,
  };
}
