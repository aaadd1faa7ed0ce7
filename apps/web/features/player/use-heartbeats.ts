'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { ProgressEvent } from '#web/api/learning.ts';
import { ProgressOutbox } from './progress-outbox.ts';
import { sendProgress } from './send-progress.ts';
import { WatchedTime } from './watched-time.ts';

const beatMs = 10_000;

export interface HeartbeatOptions {
  readonly courseId: string;
  readonly lectureId: string;
  /** Nobody's progress is kept without it. */
  readonly userId: string | undefined;
  readonly onRecorded: () => void;
}

/** Tells the server the position: every 10 s, at a pause, a jump, the end, and when leaving. */
export function useHeartbeats(
  video: RefObject<HTMLVideoElement | null>,
  { courseId, lectureId, userId, onRecorded }: HeartbeatOptions,
) {
  const recorded = useRef(onRecorded);
  useEffect(() => {
    recorded.current = onRecorded;
  }, [onRecorded]);
  useEffect(() => {
    const element = video.current;
    if (!element || !userId) return;
    const outbox = new ProgressOutbox({ userId, storage: localStorage, send: sendProgress });
    return recordVideo({
      element,
      outbox,
      subject: { courseId, videoId: lectureId },
      onRecorded: () => recorded.current(),
    });
  }, [video, courseId, lectureId, userId]);
}

interface Recording {
  readonly element: HTMLVideoElement;
  readonly outbox: ProgressOutbox;
  readonly subject: Pick<ProgressEvent, 'courseId' | 'videoId'>;
  readonly onRecorded: () => void;
}

/** Returns what ends the recording. */
function recordVideo({ element, outbox, subject, onRecorded }: Recording): () => void {
  const watched = new WatchedTime();
  const listening = new AbortController();
  let lastTold = '';

  function note(): boolean {
    if (!Number.isFinite(element.duration)) return false;
    const timestamp = Math.round(element.currentTime * 1000) / 1000;
    const playedSeconds = watched.take();
    const told = `${timestamp}`;
    if (told === lastTold && playedSeconds === 0) return false;
    lastTold = told;
    const eventId = crypto.randomUUID();
    const clientTime = new Date().toISOString();
    outbox.add({ ...subject, timestamp, playedSeconds, eventId, clientTime });
    return true;
  }
  function beat() {
    // What could not be sent waits in the outbox for the next beat.
    if (note()) outbox.flush().then(onRecorded, () => undefined);
  }
  function leave() {
    note();
    outbox.flushLeaving().catch(() => undefined);
  }

  const on = (target: EventTarget, names: readonly string[], run: () => void) => {
    for (const name of names) target.addEventListener(name, run, { signal: listening.signal });
  };
  on(element, ['timeupdate'], () => {
    if (!element.paused && !element.seeking) {
      watched.advance(element.currentTime, element.playbackRate);
    }
  });
  on(element, ['seeking'], () => watched.jump(element.currentTime));
  on(element, ['play'], () => watched.jump(element.currentTime));
  on(element, ['pause', 'seeked', 'ended'], beat);
  on(window, ['online'], () => void outbox.flush().catch(() => undefined));
  on(window, ['pagehide'], leave);
  on(document, ['visibilitychange'], () => document.visibilityState === 'hidden' && leave());
  const timer = setInterval(() => !element.paused && beat(), beatMs);
  // What an earlier tab could not send.
  outbox.flush().catch(() => undefined);
  return () => {
    leave();
    clearInterval(timer);
    listening.abort();
  };
}
