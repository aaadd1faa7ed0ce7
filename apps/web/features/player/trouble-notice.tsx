'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import { useIsOffline } from './use-is-offline.ts';

export interface TroubleNoticeProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly isInTrouble: boolean;
}

/** Says that nothing arrives, once the viewer notices it: what was loaded before plays on. */
export function TroubleNotice({ video, isInTrouble }: TroubleNoticeProps) {
  const t = useTranslations('player');
  const isShort = useIsShort(video, isInTrouble);
  const isOffline = useIsOffline();
  return (
    <div role="alert" className="pointer-events-none absolute inset-x-0 top-4 px-4">
      {isShort && (
        <p className="mx-auto w-fit rounded-card bg-black/80 px-4 py-2.5 text-center text-on-stage">
          {t(isOffline ? 'offline' : 'trouble')}
        </p>
      )}
    </div>
  );
}

/** Whether the next picture is missing. */
function useIsShort(video: RefObject<HTMLVideoElement | null>, isInTrouble: boolean): boolean {
  const [isShort, setShort] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!isInTrouble || !element) return setShort(false);
    const look = () => setShort(element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA);
    const listening = new AbortController();
    for (const name of ['waiting', 'stalled', 'playing', 'canplay', 'timeupdate', 'seeking']) {
      element.addEventListener(name, look, { signal: listening.signal });
    }
    look();
    return () => listening.abort();
  }, [video, isInTrouble]);
  return isShort;
}
