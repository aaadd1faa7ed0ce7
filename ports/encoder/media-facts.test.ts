import { expect, test } from 'vitest';
import { mediaFacts, type ProbedStream } from './media-facts.ts';

const stream: ProbedStream = {
  index: 0,
  kind: 'video',
  codec: 'h264',
  profile: 'High',
  level: 40,
  isAttachedPicture: false,
  width: 1440,
  height: 1080,
  sampleAspectRatio: { numerator: 4, denominator: 3 },
  rotationDegrees: 0,
  averageFrameRate: { numerator: 25, denominator: 1 },
  baseFrameRate: { numerator: 25, denominator: 1 },
  pixelFormat: 'yuv420p',
  isInterlaced: false,
  colourTransfer: null,
  colourMatrix: 'bt709',
  channels: 0,
  sampleRate: 0,
  language: null,
  title: null,
  isDefault: true,
  startSeconds: 0,
  durationSeconds: 5,
};
const sound = { ...stream, index: 1, kind: 'audio', channels: 2, sampleRate: 44_100 } as const;

const facts = (...streams: ProbedStream[]) => mediaFacts('mov', { durationSeconds: 5, streams });

test('wide pixels make the picture wider', () => {
  expect(facts(stream).video).toMatchObject({ displayWidth: 1920, displayHeight: 1080 });
});

test('an unknown shape of pixels counts as square', () => {
  const unknown = { ...stream, sampleAspectRatio: { numerator: 0, denominator: 1 } };
  expect(facts(unknown).video).toMatchObject({ displayWidth: 1440, displayHeight: 1080 });
});

test.each([
  [90, 90],
  [-90, 270],
  [180, 180],
  [-180, 180],
  [450, 90],
  [0.2, 0],
])('a turn of %d degrees is one of %d', (rotationDegrees, rotation) => {
  expect(facts({ ...stream, rotationDegrees }).video?.rotation).toBe(rotation);
});

test('a cover is not the video', () => {
  const cover = { ...stream, isAttachedPicture: true };
  expect(facts(cover, sound)).toMatchObject({ video: null, audio: [{ streamIndex: 1 }] });
  expect(facts(cover, { ...stream, index: 2 }).video?.streamIndex).toBe(2);
});

test('sound without channels is left out', () => {
  expect(facts(stream, { ...sound, channels: 0 }).audio).toEqual([]);
});

test('a picture too large, one without a format, and a file without streams or an end are refused', () => {
  const refusal = (code: string) => expect.objectContaining({ code });
  expect(() => facts({ ...stream, width: 16_000, height: 16_000 })).toThrow(refusal('too_large'));
  expect(() => facts({ ...stream, pixelFormat: null })).toThrow(refusal('unreadable'));
  expect(() => facts()).toThrow(refusal('unreadable'));
  expect(() => mediaFacts('mov', { durationSeconds: null, streams: [stream] })).toThrow(
    refusal('unreadable'),
  );
});

test.each([200_000, 1e300, Infinity])('a length of %d seconds is refused', (durationSeconds) => {
  expect(() => mediaFacts('matroska', { durationSeconds, streams: [stream] })).toThrow(
    expect.objectContaining({ code: 'too_long' }),
  );
});
