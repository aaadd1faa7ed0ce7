import type { EncodePlan } from '@edumaster/encoder';

type Rendition = EncodePlan['video']['renditions'][number];

export interface EncodeStep {
  /** The largest first. */
  readonly renditions: readonly Rendition[];
  readonly withAudio: boolean;
  /** Percent of the whole job, before and after. */
  readonly from: number;
  readonly to: number;
}

/** Uploads, probes and playlists; and the last one percent is for the end. */
const beginning = 2;
const end = 99;

/**
 * The order of work: first the smallest size with the sound, so that the video can be watched soon,
 * then all others by one decode. The share of each is about that of its cost: pictures to encode,
 * and for each step the pictures of the source to decode, at a fifth of the cost.
 */
export function encodeSteps(ladder: readonly Rendition[]): EncodeStep[] {
  const smallest = ladder.at(-1);
  if (!smallest) return [];
  const others = ladder.slice(0, -1);
  if (others.length === 0) {
    return [{ renditions: [smallest], withAudio: true, from: beginning, to: end }];
  }
  const decode = Math.max(...ladder.map(pixelsOf)) / 5;
  const first = pixelsOf(smallest) + decode;
  const rest = others.reduce((sum, rendition) => sum + pixelsOf(rendition), decode);
  const middle = Math.round(beginning + ((end - beginning) * first) / (first + rest));
  return [
    { renditions: [smallest], withAudio: true, from: beginning, to: middle },
    { renditions: others, withAudio: false, from: middle, to: end },
  ];
}

function pixelsOf({ width, height }: Rendition): number {
  return width * height;
}
