'use client';

import { type RefObject, useEffect } from 'react';

export interface MediaSessionOptions {
  readonly title: string;
  readonly courseTitle: string;
  readonly posterUrl: string | null;
  readonly onNext: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
}

const jumpSeconds = 10;

/** What the lock screen, the headphones and the keyboard's own keys show and do. */
export function useMediaSession(
  video: RefObject<HTMLVideoElement | null>,
  { title, courseTitle, posterUrl, onNext, onPrevious }: MediaSessionOptions,
): void {
  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({
      title,
      artist: courseTitle,
      artwork: posterUrl ? [{ src: new URL(posterUrl, location.href).href }] : [],
    });
    return () => {
      navigator.mediaSession.metadata = null;
    };
  }, [title, courseTitle, posterUrl]);

  useEffect(() => {
    if (!('mediaSession' in navigator)) return;
    const jump = (seconds: number) => {
      if (video.current) video.current.currentTime += seconds;
    };
    const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
      play: () => void video.current?.play().catch(() => undefined),
      pause: () => video.current?.pause(),
      seekbackward: ({ seekOffset }) => jump(-(seekOffset ?? jumpSeconds)),
      seekforward: ({ seekOffset }) => jump(seekOffset ?? jumpSeconds),
      seekto: ({ seekTime }) => {
        if (video.current && seekTime !== undefined) video.current.currentTime = seekTime;
      },
      ...(onNext ? { nexttrack: onNext } : {}),
      ...(onPrevious ? { previoustrack: onPrevious } : {}),
    };
    const names = Object.keys(handlers) as MediaSessionAction[];
    for (const name of names) setHandler(name, handlers[name] ?? null);
    return () => {
      for (const name of names) setHandler(name, null);
    };
  }, [video, onNext, onPrevious]);
}

/** A browser refuses the actions that it does not know. */
function setHandler(name: MediaSessionAction, handler: MediaSessionActionHandler | null): void {
  try {
    navigator.mediaSession.setActionHandler(name, handler);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
