'use client';

import { create } from 'zustand';

export type UploadStep = 'preparing' | 'uploading' | 'paused' | 'finishing' | 'failed';

export interface Upload {
  readonly lectureId: string;
  readonly filename: string;
  readonly step: UploadStep;
  /** 0 to 100. */
  readonly percent: number;
  /** What a person can do something about, for example a wrong type of file. */
  readonly reason?: string | undefined;
}

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
