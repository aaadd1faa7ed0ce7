'use client';

import { Button } from '@edumaster/ui/button';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { usePlayerPreferences } from './player-preferences.ts';

export interface NextUpProps {
  readonly title: string;
  readonly onGo: () => void;
  readonly onStay: () => void;
}

const seconds = 8;

/** At the end of a lecture: the next one, in a moment if nobody minds. */
export function NextUp({ title, onGo, onStay }: NextUpProps) {
  const t = useTranslations('player');
  const { goesOn, set } = usePlayerPreferences();
  const left = useCountdown(goesOn, onGo);
  return (
    <section
      aria-label={t('nextUp')}
      className="absolute inset-0 z-10 grid place-items-center overflow-y-auto bg-black/85 p-4 text-center text-on-stage"
    >
      <div>
        <p role="status" className="sr-only">
          {goesOn ? t('nextUpSoon', { title, seconds }) : t('nextUpWaits', { title })}
        </p>
        <p className="text-sm text-on-stage/85">
          {goesOn ? t('nextUpIn', { seconds: left }) : t('nextUp')}
        </p>
        <p className="mt-1 font-display text-heading font-semibold">{title}</p>
        <div className="mt-4 flex flex-wrap justify-center gap-3">
          <Button onClick={onGo}>{t('nextNow')}</Button>
          <Button variant="secondary" onClick={onStay}>
            {t('stay')}
          </Button>
        </div>
        <label className="mt-4 inline-flex min-h-11 items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            className="size-5 accent-brand"
            checked={goesOn}
            onChange={(event) => set({ goesOn: event.target.checked })}
          />
          {t('goesOn')}
        </label>
      </div>
    </section>
  );
}

/** Whole seconds that are left. */
function useCountdown(isRunning: boolean, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (!isRunning) return;
    const endsAt = Date.now() + seconds * 1000;
    setLeft(seconds);
    const timer = setInterval(() => {
      const rest = Math.ceil((endsAt - Date.now()) / 1000);
      setLeft(Math.max(0, rest));
      if (rest > 0) return;
      clearInterval(timer);
      end.current();
    }, 250);
    return () => clearInterval(timer);
  }, [isRunning]);
  return left;
}
