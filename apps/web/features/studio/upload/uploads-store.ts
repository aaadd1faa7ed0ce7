'use client';

import { create } from 'zustand';

/** `waiting`: the line or the server is gone, and it goes on by itself. */
export type UploadStep =
  'preparing' | 'uploading' | 'waiting' | 'paused' | 'finishing' | 'failed' | 'refused';

export interface Upload {
  readonly lectureId: string;
  readonly filename: string;
  readonly step: UploadStep;
  readonly sentBytes: number;
  readonly totalBytes: number;
  /** Undefined until it can be told. */
  readonly bytesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
  /** Why it ended, in words that a person can do something about. */
  readonly reason?: Reason | undefined;
}

/** What a person is told; with `message` the server said it. */
export type Reason =
  | { readonly kind: 'type'; readonly extensions: readonly string[] }
  | { readonly kind: 'size'; readonly maxBytes: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'daily-limit'; readonly message: string; readonly freeAt: number }
  | { readonly kind: 'message'; readonly message: string };

interface Uploads {
  /** By lecture; one that has ended is the media's affair. */
  readonly running: Readonly<Record<string, Upload>>;
  /** The media that an upload became, by lecture, before the course itself names it. */
  readonly finished: Readonly<Record<string, string>>;
  show(upload: Upload): void;
  change(lectureId: string, change: Partial<Upload>): void;
  finish(lectureId: string, mediaId: string): void;
  drop(lectureId: string): void;
}

export const useUploads = create<Uploads>()((set) => ({
  running: {},
  finished: {},
  show: (upload) =>
    set(({ running, finished }) => ({
      running: { ...running, [upload.lectureId]: upload },
      finished: without(finished, upload.lectureId),
    })),
  change: (lectureId, change) =>
    set(({ running }) => {
      const upload = running[lectureId];
      return upload ? { running: { ...running, [lectureId]: { ...upload, ...change } } } : {};
    }),
  finish: (lectureId, mediaId) =>
    set(({ running, finished }) => ({
      running: without(running, lectureId),
      finished: { ...finished, [lectureId]: mediaId },
    })),
  drop: (lectureId) => set(({ running }) => ({ running: without(running, lectureId) })),
}));

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
