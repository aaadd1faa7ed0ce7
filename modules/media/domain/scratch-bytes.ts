import type { Rendition } from '@edumaster/encoder';

/**
 * What is made of a video in x264 is larger than a source in a newer codec, but not so much larger:
 * little that moves takes little room. A file that says it lasts for hours and holds a second would
 * wait for ever for the room of hours.
 */
const mostTimesTheSource = 20;

/** For what does not shrink with the source, such as indexes and posters. */
const leastBytes = 64 * 1024 ** 2;

export interface ScratchWork {
  /** Of the source, which may have to be copied to this machine. */
  readonly sourceBytes: number;
  readonly seconds: number;
  readonly renditions: readonly Pick<Rendition, 'maxBitsPerSecond'>[];
}

/**
 * The room that an encode takes at most, as is expected: constant quality takes about half of the
 * ceiling, and of what is under way twice is written.
 */
export function scratchBytes({ sourceBytes, seconds, renditions }: ScratchWork): number {
  const written = renditions.reduce(
    (sum, { maxBitsPerSecond }) => sum + (maxBitsPerSecond / 8) * seconds,
    0,
  );
  return sourceBytes + Math.min(written, leastBytes + mostTimesTheSource * sourceBytes);
}
