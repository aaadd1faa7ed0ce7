import { ladderFor } from '@edumaster/encoder';
import { describe, expect, it } from 'vitest';
import { deliveredType } from './delivered-files.ts';
import { encodeSteps } from './encode-steps.ts';

describe('the steps of an encode', () => {
  it('make the smallest size and the sound first, and all others at once', () => {
    const ladder = ladderFor({ displayWidth: 1920, displayHeight: 1080, framesPerSecond: 30 });
    const steps = encodeSteps(ladder);
    expect(steps.map(({ renditions }) => renditions.map(({ name }) => name))).toEqual([
      ['360p'],
      ['1080p', '720p', '480p'],
    ]);
    expect(steps.map(({ withAudio }) => withAudio)).toEqual([true, false]);
    expect(steps[0]?.to).toBe(steps[1]?.from);
    expect(steps[0]?.to).toBeLessThan(30);
  });

  it('are one for a small video', () => {
    const ladder = ladderFor({ displayWidth: 320, displayHeight: 240, framesPerSecond: 25 });
    expect(encodeSteps(ladder)).toMatchObject([{ withAudio: true, from: 2, to: 99 }]);
  });
});

describe('the files that players may fetch', () => {
  it.each([
    ['master.m3u8', 'application/vnd.apple.mpegurl'],
    ['master-720p.m3u8', 'application/vnd.apple.mpegurl'],
    ['720p.m3u8', 'application/vnd.apple.mpegurl'],
    ['1080p.mp4', 'video/mp4'],
    ['audio.mp4', 'audio/mp4'],
    ['poster.jpg', 'image/jpeg'],
    ['source', undefined],
    ['..', undefined],
    ['../source', undefined],
    ['master.m3u8.bak', undefined],
  ])('%s', (name, type) => {
    expect(deliveredType(name)).toBe(type);
  });
});
