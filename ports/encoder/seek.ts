import type { Chunk, EncodePlan } from './encoder.ts';
import type { Container } from './identify.ts';

/**
 * How long before the first picture of a chunk reading begins. An index leads to the key frame before
 * any time, give or take the pictures that are stored in another order than shown. A transport stream
 * has none: it is entered anywhere, and decoding begins at the next key frame.
 */
const leadSeconds: Record<Container, number> = { mov: 1, matroska: 1, avi: 1, mpegts: 15 };

export interface Seek {
  /** Where reading begins, after the start of the file. */
  readonly seconds: number;
  /** From there to the first picture of the chunk. */
  readonly restSeconds: number;
}

/**
 * Pictures between the key frame and the chunk are decoded and dropped by the filter for the rate,
 * which then knows what is to be seen at the first moment of the chunk, however long it has stood.
 */
export function seekOf(
  { frameRate }: Pick<EncodePlan['video'], 'frameRate'>,
  { firstFrame }: Chunk,
  container: Container,
): Seek {
  const begin = (firstFrame * frameRate.denominator) / frameRate.numerator;
  const seconds = Math.max(0, Math.floor(begin - leadSeconds[container]));
  return { seconds, restSeconds: Number((begin - seconds).toFixed(6)) };
}
