'use client';

import { Input } from '@edumaster/ui/input';
import { useId, useState } from 'react';
import { timeIn, timeText } from './time-text.ts';

export interface TimeFieldProps {
  readonly label: string;
  readonly valueMs: number;
  readonly isWrong: boolean;
  readonly invalidText: string;
  readonly onChange: (milliseconds: number) => void;
}

/** A time that is typed; it counts when the field is left, as half a time is none. */
export function TimeField({ label, valueMs, isWrong, invalidText, onChange }: TimeFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const isInvalid = typed !== null && timeIn(typed) === undefined;

  function commit() {
    const milliseconds = typed === null ? undefined : timeIn(typed);
    if (milliseconds === undefined) return;
    setTyped(null);
    if (milliseconds !== valueMs) onChange(milliseconds);
  }

  return (
    <span className="block">
      <Input
        aria-label={label}
        aria-invalid={isInvalid || isWrong || undefined}
        aria-describedby={isInvalid ? id : undefined}
        value={typed ?? timeText(valueMs)}
        inputMode="decimal"
        autoComplete="off"
        className="w-28 px-2 text-center text-sm tabular-nums"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.altKey) commit();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      {isInvalid && (
        <span id={id} role="alert" className="mt-1 block w-28 text-xs text-danger-ink">
          {invalidText}
        </span>
      )}
    </span>
  );
}
