'use client';

import { useEffect, useState } from 'react';
import type { TranscriptCue } from '#web/api/learning.ts';
import { activeCue } from './active-cue.ts';

/** Which cue the video is at; changes only when another cue begins. */
export function useActiveCue(
  element: HTMLVideoElement | null,
  cues: readonly TranscriptCue[],
): number {
  const [active, setActive] = useState(-1);
  useEffect(() => {
    if (!element) return;
    const listening = new AbortController();
    const read = () => setActive(activeCue(cues, element.currentTime));
    for (const name of ['timeupdate', 'seeking', 'loadedmetadata']) {
      element.addEventListener(name, read, { signal: listening.signal });
    }
    read();
    return () => listening.abort();
  }, [element, cues]);
  return active;
}
