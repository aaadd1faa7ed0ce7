import { ladderFor } from '@edumaster/encoder';
import { describe, expect, it } from 'vitest';
import { deliveredType } from './delivered-files.ts';
import { encodeSteps } from './encode-steps.ts';
import { editionOfName, nameInEdition } from './file-keys.ts';

describe('the steps of an encode', () => {
  const ladder = ladderFor({ displayWidth: 1920, displayHeight: 1080, framesPerSecond: 30 });
  const nothing = { names: [], sounds: ['audio'], isLong: false };
  const named = (made: Parameters<typeof encodeSteps>[1], sizes = ladder) =>
    encodeSteps(sizes, made).map(({ renditions, sounds }) =>
      [...renditions.map(({ name }) => name), ...sounds].join(' '),
    );

  it('make the smallest size and the sound first, and all others at once', () => {
    expect(named(nothing)).toEqual(['360p audio', '1080p 720p 480p']);
    const steps = encodeSteps(ladder, nothing);
    expect(steps[0]?.to).toBe(steps[1]?.from);
    expect(steps[0]?.to).toBeLessThan(30);
    expect([steps[0]?.from, steps[1]?.to]).toEqual([2, 99]);
  });

  it('leave out what was copied', () => {
    expect(named({ ...nothing, names: ['1080p', 'audio'] })).toEqual(['360p', '720p 480p']);
    expect(named({ ...nothing, names: ['1080p'] })).toEqual(['audio', '360p', '720p 480p']);
  });

  it('leave out what an earlier run has done', () => {
    expect(named({ ...nothing, names: ['360p', 'audio'] })).toEqual(['1080p 720p 480p']);
    expect(named({ ...nothing, names: [...ladder.map(({ name }) => name), 'audio'] })).toEqual([]);
  });

  it('make the sound of a long video by itself, since its pictures go in chunks', () => {
    expect(named({ ...nothing, isLong: true })).toEqual(['audio', '360p', '1080p 720p 480p']);
  });

  it('make the other sounds of a copied video with its smallest size', () => {
    const made = { names: ['180p', 'audio'], sounds: ['audio', 'audio-2'], isLong: false };
    const small = ladderFor({ displayWidth: 320, displayHeight: 180, framesPerSecond: 25 });
    expect(named(made, small)).toEqual(['audio-2']);
  });

  it('are one for a small video', () => {
    const small = ladderFor({ displayWidth: 320, displayHeight: 240, framesPerSecond: 25 });
    expect(encodeSteps(small, nothing)).toMatchObject([{ sounds: ['audio'], from: 2, to: 99 }]);
    expect(encodeSteps(small, { ...nothing, sounds: [] })).toMatchObject([{ sounds: [] }]);
  });
});

describe('the names of files', () => {
  it('of a later edition lie beside those that play', () => {
    expect(nameInEdition('360p.mp4', 1)).toBe('360p.mp4');
    expect(nameInEdition('360p.mp4', 12)).toBe('e12-360p.mp4');
    expect(editionOfName('e12-360p.mp4')).toBe(12);
    expect(editionOfName('master-360p.m3u8')).toBe(1);
    expect(editionOfName('audio-2.mp4')).toBe(1);
    expect(editionOfName('poster.jpg')).toBeUndefined();
  });
});

describe('the files that players may fetch', () => {
  it.each([
    ['master.m3u8', 'application/vnd.apple.mpegurl'],
    ['master-720p.m3u8', 'application/vnd.apple.mpegurl'],
    ['720p.m3u8', 'application/vnd.apple.mpegurl'],
    ['1080p.mp4', 'video/mp4'],
    ['audio.mp4', 'audio/mp4'],
    ['audio-2.mp4', 'audio/mp4'],
    ['e2-master.m3u8', 'application/vnd.apple.mpegurl'],
    ['e2-720p.mp4', 'video/mp4'],
    ['e2-poster.jpg', undefined],
    ['poster.jpg', 'image/jpeg'],
    ['source', undefined],
    ['..', undefined],
    ['../source', undefined],
    ['master.m3u8.bak', undefined],
  ])('%s', (name, type) => {
    expect(deliveredType(name)).toBe(type);
  });
});
