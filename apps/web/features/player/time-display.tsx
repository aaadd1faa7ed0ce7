'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import { formatClock } from '#web/platform/format.ts';
import { shownTimes } from './shown-times.ts';

/** In place of media-chrome's own, whose role and label contradict each other. */
export function TimeDisplay({ video }: { video: RefObject<HTMLVideoElement | null> }) {
  const t = useTranslations('player');
  const { now, total } = useTimes(video);
  return (
    <p className="px-1.5 text-sm whitespace-nowrap text-on-stage tabular-nums">
      <span aria-hidden="true">{`${formatClock(now)} / ${formatClock(total)}`}</span>
      <span className="sr-only">
        {t('time', { now: formatClock(now), total: formatClock(total) })}
      </span>
    </p>
  );
}

function useTimes(video: RefObject<HTMLVideoElement | null>) {
  const [times, setTimes] = useState({ now: 0, total: 0 });
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const listening = new AbortController();
    const read = () => {
      const { now, total } = shownTimes(element);
      // The same object where nothing visible changed: timeupdate comes four times a second.
      setTimes((before) =>
        before.now === now && before.total === total ? before : { now, total },
      );
    };
    for (const name of ['timeupdate', 'durationchange', 'seeking', 'ended', 'emptied']) {
      element.addEventListener(name, read, { signal: listening.signal });
    }
    read();
    return () => listening.abort();
  }, [video]);
  return times;
}
