import type { CopyPlan, EncodePlan } from './encoder.ts';

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
  const durationSeconds = secondsOfWork(plan);
  const largest = Math.max(0, ...renditions.map(({ width, height }) => width * height));
  const fastest = Math.max(500_000, ...renditions.map((rendition) => rendition.maxBitsPerSecond));
  const isLarge = largest > 2_100_000;
  return {
    cpuSeconds: 600 + durationSeconds * (isLarge ? 120 : 30),
    wallSeconds: 1200 + durationSeconds * (isLarge ? 120 : 30),
    memoryBytes: (isLarge ? 8192 : 4096) * mebibyte,
    fileBytes: 64 * mebibyte + Math.ceil(((durationSeconds + 10) * fastest * 1.5) / 8),
  };
}

/** How long the output will be, at most: of a chunk only its own pictures. */
export function secondsOfWork({ durationSeconds, video, chunk }: EncodePlan): number {
  if (!chunk) return durationSeconds;
  const { numerator, denominator } = video.frameRate;
  const begin = (chunk.firstFrame * denominator) / numerator;
  const length = ((chunk.frames ?? Infinity) * denominator) / numerator;
  return Math.max(1, Math.min(length, durationSeconds - begin));
}

/** As fast as the disk. Sound and pictures apart are no larger than the source, but for headers. */
export function limitsOfCopy({ durationSeconds, sourceBytes }: CopyPlan): EncoderLimits {
  return {
    cpuSeconds: 120 + durationSeconds,
    wallSeconds: 1200 + durationSeconds,
    memoryBytes: 1024 * mebibyte,
    fileBytes: 64 * mebibyte + sourceBytes * 2,
  };
}

/** Small pictures, of which one in some fifty is decoded; three hours of them take about 10 s. */
export const limitsOfStoryboard: EncoderLimits = {
  cpuSeconds: 600,
  wallSeconds: 1200,
  memoryBytes: 1024 * mebibyte,
  fileBytes: 64 * mebibyte,
};

/** A few seconds that we make up ourselves. */
export const limitsOfClip: EncoderLimits = {
  cpuSeconds: 600,
  wallSeconds: 600,
  memoryBytes: 2048 * mebibyte,
  fileBytes: 1024 * mebibyte,
};
