'use client';

import { type RefObject, useEffect } from 'react';

/** Goes to a moment that is asked for while the video is open; where it begins is the source's. */
export function useMoment(
  video: RefObject<HTMLVideoElement | null>,
  seconds: number | undefined,
): void {
  useEffect(() => {
    const element = video.current;
    if (element && seconds !== undefined && element.readyState > 0) element.currentTime = seconds;
  }, [video, seconds]);
}
