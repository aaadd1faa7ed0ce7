'use client';

import { Button } from '@edumaster/ui/button';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { TranscriptCue } from '#web/api/learning.ts';
import { useWatchedVideo } from '../player/watched-video.ts';
import { CueLine } from './cue-line.tsx';
import { partsOf } from './find-in-text.ts';
import { FindBar } from './find-bar.tsx';
import { useActiveCue } from './use-active-cue.ts';

export interface CueListProps {
  readonly cues: readonly TranscriptCue[];
  readonly language: string | null;
}

/**
 * The lines, one of which is reached by Tab and the others by the arrow keys: thousands of stops
 * would keep a keyboard from ever getting past them. Whoever scrolls reads: following then waits.
 */
export function CueList({ cues, language }: CueListProps) {
  const t = useTranslations('transcript');
  const element = useWatchedVideo((state) => state.element);
  const active = useActiveCue(element, cues);
  const list = useRef<HTMLOListElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const [focused, setFocused] = useState<number | null>(null);
  const [wanted, setWanted] = useState('');
  const [hit, setHit] = useState(0);
  const parts = useMemo(() => cues.map(({ text }) => partsOf(text, wanted)), [cues, wanted]);
  const hits = useMemo(
    () => parts.flatMap((line, index) => (line.some(({ isHit }) => isHit) ? [index] : [])),
    [parts],
  );
  const stop = focused ?? Math.max(0, active);

  useEffect(() => {
    if (isFollowing) bringIntoView(list.current, active);
  }, [isFollowing, active]);

  function find(text: string) {
    setWanted(text);
    setHit(0);
    setFollowing(text.trim() === '');
  }

  function goTo(next: number) {
    if (hits.length === 0) return;
    const index = (next + hits.length) % hits.length;
    setHit(index);
    setFollowing(false);
    bringIntoView(list.current, hits[index] ?? 0);
  }

  function seek(index: number) {
    const cue = cues[index];
    if (!element || !cue) return;
    element.currentTime = cue.startMs / 1000;
    setFocused(null);
    setFollowing(true);
  }

  function move(event: KeyboardEvent) {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -cues.length,
      End: cues.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(cues.length - 1, Math.max(0, stop + step));
    setFollowing(false);
    setFocused(next);
    lineAt(list.current, next)?.focus();
  }

  return (
    <>
      <FindBar
        wanted={wanted}
        position={hits.length === 0 ? 0 : hit + 1}
        total={hits.length}
        onFind={find}
        onNext={() => goTo(hit + 1)}
        onPrevious={() => goTo(hit - 1)}
      />
      <div className="relative">
        <ol
          ref={list}
          aria-label={t('title')}
          lang={language ?? undefined}
          dir="auto"
          onKeyDown={move}
          onWheel={() => setFollowing(false)}
          onTouchMove={() => setFollowing(false)}
          className="max-h-[22rem] overflow-y-auto overscroll-contain lg:max-h-[calc(100dvh-19rem)]"
        >
          {cues.map((cue, index) => (
            <CueLine
              key={`${cue.startMs} ${index}`}
              index={index}
              startMs={cue.startMs}
              parts={parts[index] ?? []}
              isActive={index === active}
              isFound={wanted !== '' && hits[hit] === index}
              isStop={index === stop}
              onSeek={seek}
            />
          ))}
        </ol>
        {!isFollowing && wanted.trim() === '' && (
          <Button
            size="sm"
            variant="secondary"
            className="absolute inset-x-0 bottom-2 mx-auto w-fit shadow-float"
            onClick={() => {
              setFocused(null);
              setFollowing(true);
            }}
          >
            {t('follow')}
          </Button>
        )}
      </div>
    </>
  );
}

function lineAt(list: HTMLElement | null, index: number): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-cue="${index}"]`) ?? null;
}

/** Within the list only: the page itself must not move under somebody who reads elsewhere. */
function bringIntoView(list: HTMLElement | null, index: number): void {
  const line = lineAt(list, index);
  if (!list || !line) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const offset = line.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const top = list.scrollTop + offset - list.clientHeight / 3;
  list.scrollTo({ top, behavior: isCalm ? 'instant' : 'smooth' });
}
