import { describe, expect, it } from 'vitest';
import { advances, statusesBefore } from './media-progress.ts';

describe('news of a video', () => {
  it('never take away what could be watched', () => {
    expect(advances('playable', 'processing')).toBe(false);
    expect(advances('ready', 'playable')).toBe(false);
    expect(advances('playable', 'failed')).toBe(false);
    expect(advances('failed', 'processing')).toBe(false);
  });

  it('of a file that failed may be better, once it was tried again', () => {
    expect(advances('failed', 'playable')).toBe(true);
    expect(advances('ready', 'failed')).toBe(false);
  });

  it('may skip a step', () => {
    expect(statusesBefore('ready')).toEqual(['processing', 'playable', 'failed']);
    expect(statusesBefore('processing')).toEqual([]);
  });
});
