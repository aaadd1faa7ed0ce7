'use client';

import { type RefObject, useEffect, useRef } from 'react';

const pairMs = 300;
const jumpSeconds = 10;

/**
 * Two quick taps on the left or the right third of the picture jump, and every further one again; the
 * first tap shows the controls, as media-chrome does by itself.
 */
export function useDoubleTap(
  frame: HTMLElement | null,
  video: RefObject<HTMLVideoElement | null>,
  onJump: (seconds: number) => void,
): void {
  const jump = useRef(onJump);
  useEffect(() => {
    jump.current = onJump;
  });
  useEffect(() => {
    if (!frame) return;
    const listening = new AbortController();
    let before = { at: 0, direction: 0 };
    const tap = (event: PointerEvent) => {
      const isPicture =
        event.target === video.current?.parentElement || event.target === video.current;
      if (event.pointerType !== 'touch' || !isPicture) return;
      const direction = sideOf(event.clientX, frame.getBoundingClientRect());
      const isPair = event.timeStamp - before.at < pairMs && before.direction === direction;
      before = { at: event.timeStamp, direction };
      if (isPair && direction !== 0) jump.current(direction * jumpSeconds);
    };
    frame.addEventListener('pointerup', tap, { signal: listening.signal });
    return () => listening.abort();
  }, [frame, video]);
}

/** -1 on the left third, 1 on the right one: time runs from left to right in every language. */
function sideOf(x: number, { left, width }: DOMRect): number {
  const part = (x - left) / width;
  if (part < 1 / 3) return -1;
  return part > 2 / 3 ? 1 : 0;
}
