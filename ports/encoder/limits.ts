import type { EncodePlan } from './encoder.ts';

/** The same shape as the sandbox's limits; a port does not import an adapter. */
export interface EncoderLimits {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly memoryBytes: number;
  readonly fileBytes: number;
}

const mebibyte = 1024 ** 2;

/** Reading headers is cheap; a file without a duration is read to its end, at about disk speed. */
export const limitsOfProbe: EncoderLimits = {
  cpuSeconds: 120,
  wallSeconds: 600,
  memoryBytes: 1024 * mebibyte,
  fileBytes: 64 * mebibyte,
};

/**
 * Far above what a healthy encode takes: a 2160p ladder costs about 30 CPU seconds for a second of
 * video on an old core, and x264 looks ahead over some 40 pictures of each rendition.
 */
export function limitsOfEncode(plan: EncodePlan): EncoderLimits {
  const { renditions } = plan.video;
  const largest = Math.max(...renditions.map(({ width, height }) => width * height));
  const fastest = Math.max(...renditions.map(({ maxBitsPerSecond }) => maxBitsPerSecond));
  const isLarge = largest > 2_100_000;
  return {
    cpuSeconds: 600 + plan.durationSeconds * (isLarge ? 120 : 30),
    wallSeconds: 1200 + plan.durationSeconds * (isLarge ? 120 : 30),
    memoryBytes: (isLarge ? 8192 : 4096) * mebibyte,
    fileBytes: 64 * mebibyte + Math.ceil(((plan.durationSeconds + 10) * fastest * 1.5) / 8),
  };
}

/** A few seconds that we make up ourselves. */
export const limitsOfClip: EncoderLimits = {
  cpuSeconds: 600,
  wallSeconds: 600,
  memoryBytes: 2048 * mebibyte,
  fileBytes: 1024 * mebibyte,
};
