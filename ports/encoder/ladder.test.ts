import { expect, test } from 'vitest';
import { ladderFor } from './ladder.ts';

const ladder = (displayWidth: number, displayHeight: number, framesPerSecond = 30): string[] =>
  ladderFor({ displayWidth, displayHeight, framesPerSecond }).map(
    ({ name, width, height }) => `${name} ${width}x${height}`,
  );

test('full HD gets every rung below it', () => {
  expect(ladder(1920, 1080)).toEqual([
    '1080p 1920x1080',
    '720p 1280x720',
    '480p 854x480',
    '360p 640x360',
  ]);
});

test('portrait fills a box that stands up', () => {
  expect(ladder(1080, 1920)[0]).toBe('1080p 1080x1920');
  expect(ladder(1080, 1920).at(-1)).toBe('360p 360x640');
});

test('a wide film belongs to the rung of its width, an old one to that of its height', () => {
  expect(ladder(1920, 800)[0]).toBe('1080p 1920x800');
  expect(ladder(1440, 1080)[0]).toBe('1080p 1440x1080');
});

test('a source a little below a rung keeps its size there', () => {
  expect(ladder(1912, 1072)[0]).toBe('1080p 1912x1072');
});

test('nothing is larger than the source, up to 2160p', () => {
  expect(ladder(1000, 562)[0]).toBe('480p 854x480');
  expect(ladder(7680, 4320)[0]).toBe('2160p 3840x2160');
});

test('a tiny source gets one rendition of its own size, even and not nothing', () => {
  expect(ladder(321, 181)).toEqual(['181p 322x182']);
  expect(ladder(1, 1)).toEqual(['1p 2x2']);
});

test('twice the pictures get half as many bits again', () => {
  const [slow] = ladderFor({ displayWidth: 1280, displayHeight: 720, framesPerSecond: 30 });
  const [fast] = ladderFor({ displayWidth: 1280, displayHeight: 720, framesPerSecond: 60 });
  expect(fast?.maxBitsPerSecond).toBe((slow?.maxBitsPerSecond ?? 0) * 1.5);
});
