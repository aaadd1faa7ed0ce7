'use client';

import { type RefObject, useEffect } from 'react';

const jumpSeconds = 5;

/**
 * The player's keys while nothing on the page has the focus. Inside the player media-chrome
 * listens itself; in any other control the keys belong to that control.
 */
export function usePageKeys(
  video: RefObject<HTMLVideoElement | null>,
  onFullscreen: () => void,
): void {
  useEffect(() => {
    const listening = new AbortController();
    const press = (event: KeyboardEvent) => {
      const element = video.current;
      const isFree = event.target === document.body || event.target === document.documentElement;
      if (!element || !isFree || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = actions(element, onFullscreen)[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press, { signal: listening.signal });
    return () => listening.abort();
  }, [video, onFullscreen]);
}

function actions(
  element: HTMLVideoElement,
  onFullscreen: () => void,
): Readonly<Record<string, (() => void) | undefined>> {
  const toggle = () =>
    element.paused ? void element.play().catch(() => undefined) : element.pause();
  const jump = (seconds: number) => {
    element.currentTime = Math.max(0, element.currentTime + seconds);
  };
  return {
    ' ': toggle,
    k: toggle,
    arrowleft: () => jump(-jumpSeconds),
    arrowright: () => jump(jumpSeconds),
    m: () => {
      element.muted = !element.muted;
    },
    f: onFullscreen,
  };
}
