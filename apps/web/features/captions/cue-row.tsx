'use client';

import { Button } from '@edumaster/ui/button';
import { cn } from '@edumaster/ui/class-names';
import { Textarea } from '@edumaster/ui/textarea';
import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Combine,
  Play,
  SquareSplitVertical,
  Trash2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode, useId } from 'react';
import type { CaptionCue } from '#web/api/media.ts';
import { type CueFindings, findingsOf } from './cue-findings.ts';
import type { EditedCue } from './edited-cues.ts';
import { TimeField } from './time-field.tsx';

export interface CueActions {
  readonly select: (key: number) => void;
  readonly change: (key: number, change: Partial<CaptionCue>) => void;
  readonly play: (key: number) => void;
  readonly setStart: (key: number) => void;
  readonly setEnd: (key: number) => void;
  readonly split: (key: number) => void;
  readonly merge: (key: number) => void;
  readonly remove: (key: number) => void;
}

export interface CueRowProps {
  readonly cue: EditedCue;
  readonly next: EditedCue | undefined;
  /** From 1. */
  readonly number: number;
  readonly isActive: boolean;
  readonly language: string;
  readonly actions: CueActions;
}

export const CueRow = memo(function CueRow(props: CueRowProps) {
  const t = useTranslations('captions');
  const findingsId = useId();
  const { cue, next, number, isActive, actions } = props;
  const { key } = cue;
  const findings = findingsOf(cue, next);
  const { errors } = findings;
  return (
    <li
      data-cue-key={key}
      aria-current={isActive ? 'true' : undefined}
      aria-label={t('lineNumber', { number })}
      onFocus={() => actions.select(key)}
      className={cn(
        'border-b border-line p-3 [contain-intrinsic-size:auto_10rem] [content-visibility:auto]',
        isActive && 'bg-brand-soft/60 shadow-[inset_3px_0_0_var(--color-brand)]',
      )}
    >
      <div className="flex flex-wrap items-start gap-2">
        <Tool label={t('play', { number })} onUse={() => actions.play(key)}>
          <Play aria-hidden="true" />
        </Tool>
        <TimeField
          label={t('start', { number })}
          valueMs={cue.startMs}
          isWrong={false}
          invalidText={t('timeInvalid')}
          onChange={(startMs) => actions.change(key, { startMs })}
        />
        <TimeField
          label={t('end', { number })}
          valueMs={cue.endMs}
          isWrong={errors.includes('end-before-start')}
          invalidText={t('timeInvalid')}
          onChange={(endMs) => actions.change(key, { endMs })}
        />
        <span className="flex flex-wrap">
          <Tool label={t('setStart', { number })} onUse={() => actions.setStart(key)}>
            <ArrowLeftToLine aria-hidden="true" />
          </Tool>
          <Tool label={t('setEnd', { number })} onUse={() => actions.setEnd(key)}>
            <ArrowRightToLine aria-hidden="true" />
          </Tool>
          <Tool label={t('split', { number })} onUse={() => actions.split(key)}>
            <SquareSplitVertical aria-hidden="true" />
          </Tool>
          {next && (
            <Tool label={t('merge', { number })} onUse={() => actions.merge(key)}>
              <Combine aria-hidden="true" />
            </Tool>
          )}
          <Tool label={t('remove', { number })} onUse={() => actions.remove(key)}>
            <Trash2 aria-hidden="true" />
          </Tool>
        </span>
      </div>
      <Textarea
        aria-label={t('text', { number })}
        aria-describedby={findingsId}
        aria-invalid={errors.length > 0 || undefined}
        lang={props.language}
        dir="auto"
        rows={2}
        value={cue.text}
        className="mt-2 min-h-16"
        onChange={(event) => actions.change(key, { text: event.target.value })}
      />
      <Findings id={findingsId} findings={findings} />
    </li>
  );
});

function Findings({ id, findings }: { id: string; findings: CueFindings }) {
  const t = useTranslations('captions');
  const { errors, hints, speed } = findings;
  return (
    <p id={id} className="mt-1 flex flex-wrap gap-x-3 text-xs text-ink-soft">
      {errors.map((error) => (
        <span key={error} className="font-semibold text-danger-ink">
          {t(`error.${error}`)}
        </span>
      ))}
      {hints.map((hint) => (
        <span key={hint} className="text-accent-ink">
          {t(`hint.${hint}`)}
        </span>
      ))}
      <span className="tabular-nums">{t('speed', { speed })}</span>
    </p>
  );
}

interface ToolProps {
  readonly label: string;
  readonly onUse: () => void;
  readonly children: ReactNode;
}

function Tool({ label, onUse, children }: ToolProps) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} title={label} onClick={onUse}>
      {children}
    </Button>
  );
}
