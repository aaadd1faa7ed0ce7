import { expect, test } from 'vitest';
import type { Fraction, MediaFacts, VideoFacts } from './encoder.ts';
import { planEncode } from './plan-encode.ts';

const video: VideoFacts = {
  streamIndex: 0,
  codec: 'h264',
  profile: 'High',
  level: 31,
  width: 1280,
  height: 720,
  rotation: 0,
  hasSquarePixels: true,
  displayWidth: 1280,
  displayHeight: 720,
  frameRate: { numerator: 30, denominator: 1 },
  isConstantFrameRate: true,
  isInterlaced: false,
  pixelFormat: 'yuv420p',
  dynamicRange: 'standard',
  colourMatrix: 'bt709',
  timing: { startSeconds: 0, durationSeconds: 10 },
};
const facts: MediaFacts = { container: 'mov', durationSeconds: 10, video, audio: [] };

function planned(numerator: number, denominator: number, isConstantFrameRate = true) {
  const frameRate: Fraction = { numerator, denominator };
  const source = { ...facts, video: { ...video, frameRate, isConstantFrameRate } };
  return planEncode({ input: '/in', outputFolder: '/out', facts: source }).video;
}

test.each([
  ['NTSC stays exact', [30_000, 1001], [30_000, 1001], 60],
  ['film stays exact', [24_000, 1001], [24_000, 1001], 48],
  ['a rounded rate becomes the usual one', [2997, 100], [30_000, 1001], 60],
  ['a slide every second', [1, 1], [1, 1], 2],
  ['an unusual steady rate is kept', [12, 1], [12, 1], 24],
  ['above 60 every second picture goes', [120, 1], [120, 2], 120],
  ['a guess beyond reason', [1000, 1], [60, 1], 120],
  ['no rate at all', [0, 0], [30, 1], 60],
] as const)('%s', (_, [numerator, denominator], [outN, outD], groupFrames) => {
  const { frameRate, groupFrames: frames } = planned(numerator, denominator);
  expect(frameRate).toEqual({ numerator: outN, denominator: outD });
  expect(frames).toBe(groupFrames);
});

test('an irregular rate becomes the usual one above it', () => {
  expect(planned(2987, 100, false).frameRate).toEqual({ numerator: 30_000, denominator: 1001 });
  expect(planned(73, 10, false).frameRate).toEqual({ numerator: 10, denominator: 1 });
});

test('sound alone is refused', () => {
  const source = { ...facts, video: null };
  expect(() => planEncode({ input: '/in', outputFolder: '/out', facts: source })).toThrow(
    expect.objectContaining({ code: 'sound_only' }),
  );
});
