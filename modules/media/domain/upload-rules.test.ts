import { describe, expect, it } from 'vitest';
import {
  lengthOfPart,
  partNumbers,
  partSizeOf,
  problemsOfParts,
  strangersAmong,
} from './upload-parts.ts';
import { refusalsOf } from './upload-rules.ts';

const mebibyte = 1024 ** 2;
const limit = 20 * 1024 ** 3;

describe('an upload is refused', () => {
  it.each([
    ['lecture-video', 'Lecture 1.MP4', []],
    ['lecture-video', 'talk.webm', []],
    ['lecture-video', 'notes.txt', ['filename']],
    ['lecture-video', 'list.m3u8', ['filename']],
    ['lecture-video', 'mp4', ['filename']],
    ['lecture-video', '.mp4', ['filename']],
    ['lecture-video', 'video.mp4.exe', ['filename']],
    ['thumbnail', 'card.svg', ['filename']],
    ['thumbnail', 'card.jpeg', []],
    ['resource', 'page.html', ['filename']],
  ] as const)('by the ending of its name: %s %s', (purpose, filename, paths) => {
    const errors = refusalsOf({ purpose, filename, size: 1 }, limit);
    expect(errors.map(({ path }) => path)).toEqual(paths);
  });

  it('by its size', () => {
    const video = { purpose: 'lecture-video', filename: 'a.mp4' } as const;
    expect(refusalsOf({ ...video, size: limit }, limit)).toEqual([]);
    expect(refusalsOf({ ...video, size: limit + 1 }, limit)).toEqual([
      { path: 'size', message: 'must be at most 21474836480 bytes (20 GiB)' },
    ]);
    const image = { purpose: 'thumbnail', filename: 'a.png', size: 11 * mebibyte } as const;
    expect(refusalsOf(image, limit).map(({ path }) => path)).toEqual(['size']);
  });
});

describe('the parts of an upload', () => {
  it('are of 8 MiB, and larger when there would be too many', () => {
    expect(partSizeOf(1)).toBe(8 * mebibyte);
    expect(partSizeOf(limit)).toBe(8 * mebibyte);
    const huge = 200 * 1024 ** 3;
    expect(partNumbers({ size: huge, partSize: partSizeOf(huge) }).length).toBeLessThanOrEqual(
      10_000,
    );
  });

  it('are all of one length but the last', () => {
    const upload = { size: 25, partSize: 10 };
    expect([0, 1, 2, 3, 4, 1.5].map((number) => lengthOfPart(upload, number))).toEqual([
      undefined,
      10,
      10,
      5,
      undefined,
      undefined,
    ]);
    expect(partNumbers({ size: 20, partSize: 10 })).toEqual([1, 2]);
  });

  it('say what keeps the upload from being complete', () => {
    const upload = { size: 25, partSize: 10 };
    const received = [
      { number: 1, etag: 'a' },
      { number: 2, etag: 'b' },
    ];
    const claimed = [
      { number: 1, etag: 'a' },
      { number: 2, etag: 'x' },
      { number: 4, etag: 'd' },
    ];
    expect(problemsOfParts(upload, received, claimed)).toEqual([
      { number: 2, problem: 'arrived with another etag' },
      { number: 3, problem: 'has not arrived' },
      { number: 4, problem: 'does not belong to the file' },
    ]);
    expect(problemsOfParts({ size: 20, partSize: 10 }, received, received)).toEqual([]);
    expect(problemsOfParts({ size: 20, partSize: 10 }, received, received.slice(1))).toEqual([
      { number: 1, problem: 'is not named' },
    ]);
  });

  it('are told from strangers, also when more are named than any request can hold', () => {
    const upload = { size: 10_000, partSize: 2 };
    const claimed = Array.from({ length: 200_000 }, (_, index) => ({
      number: index + 1,
      etag: 'x',
    }));
    const strangers = strangersAmong(upload, [...claimed, ...claimed]);
    // Compared one by one they would take hours.
    expect(strangers).toHaveLength(195_000);
    expect(strangers[0]).toEqual({ number: 5_001, problem: 'does not belong to the file' });
  });
});
