'use client';

import { cn } from '@edumaster/ui/class-names';
import { memo } from 'react';
import { formatClock } from '#web/platform/format.ts';
import type { TextPart } from './find-in-text.ts';

export interface CueLineProps {
  readonly index: number;
  readonly startMs: number;
  readonly parts: readonly TextPart[];
  readonly isActive: boolean;
  readonly isFound: boolean;
  readonly isStop: boolean;
  readonly onSeek: (index: number) => void;
}

export const CueLine = memo(
  function CueLine(props: CueLineProps) {
    const { index, parts, isActive, isFound } = props;
    return (
      <li className="[contain-intrinsic-size:auto_3rem] [content-visibility:auto]">
        <button
          type="button"
          data-cue={index}
          tabIndex={props.isStop ? 0 : -1}
          aria-current={isActive ? 'true' : undefined}
          onClick={() => props.onSeek(index)}
          className={cn(
            'flex min-h-11 w-full gap-3 rounded-control px-2.5 py-2 text-start text-[0.95rem] text-ink-soft hover:bg-sunken focus-visible:-outline-offset-2',
            isActive && 'bg-brand-soft text-brand-ink',
            isFound && 'ring-2 ring-brand ring-inset',
          )}
        >
          <span className="w-12 shrink-0 pt-0.5 text-end text-xs tabular-nums">
            {formatClock(props.startMs / 1000)}
          </span>
          <span className="min-w-0 whitespace-pre-line">
            {parts.map((part, at) =>
              part.isHit ? (
                <mark key={at} className="rounded-sm bg-accent-soft text-accent-ink">
                  {part.text}
                </mark>
              ) : (
                <span key={at}>{part.text}</span>
              ),
            )}
          </span>
        </button>
      </li>
    );
  },
  (before, after) =>
    before.isActive === after.isActive &&
    before.isFound === after.isFound &&
    before.isStop === after.isStop &&
    before.parts === after.parts,
);
