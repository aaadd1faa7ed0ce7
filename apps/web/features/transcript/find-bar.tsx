'use client';

import { Button } from '@edumaster/ui/button';
import { Input } from '@edumaster/ui/input';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';

export interface FindBarProps {
  readonly wanted: string;
  /** Of the hit that is shown, from 1. */
  readonly position: number;
  readonly total: number;
  readonly onFind: (text: string) => void;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
}

export function FindBar(props: FindBarProps) {
  const t = useTranslations('transcript');
  const { wanted, position, total } = props;
  const isSearching = wanted.trim() !== '';
  return (
    <form
      role="search"
      aria-label={t('find')}
      className="flex items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        props.onNext();
      }}
    >
      <Input
        type="search"
        aria-label={t('find')}
        placeholder={t('find')}
        value={wanted}
        maxLength={200}
        onChange={(event) => props.onFind(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          props.onPrevious();
        }}
      />
      <p
        role="status"
        className="-ms-1 shrink-0 text-sm text-ink-soft tabular-nums not-empty:ms-0 not-empty:px-1"
      >
        {isSearching && t('hits', { position, total })}
      </p>
      {isSearching && total > 0 && (
        <>
          <Button
            size="icon"
            variant="ghost"
            aria-label={t('previousHit')}
            onClick={props.onPrevious}
          >
            <ChevronUp aria-hidden="true" />
          </Button>
          <Button size="icon" variant="ghost" aria-label={t('nextHit')} onClick={props.onNext}>
            <ChevronDown aria-hidden="true" />
          </Button>
        </>
      )}
    </form>
  );
}
