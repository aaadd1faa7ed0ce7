import type { Rendition } from '@edumaster/encoder';

export interface EncodeStep {
  /** The largest first; none when only the sound is to be made. */
  readonly renditions: readonly Rendition[];
  /** Names of the sounds that are to be made. */
  readonly sounds: readonly string[];
  /** Percent of the whole job, before and after. */
  readonly from: number;
  readonly to: number;
}

/** Of a job that is done to where its steps begin. */
export interface Made {
  /** Names of renditions and sounds. */
  readonly names: readonly string[];
  /** All sounds that there are to be in the end. */
  readonly sounds: readonly string[];
  /** A long video: its pictures are encoded in chunks, and its sound by itself. */
  readonly isLong: boolean;
}

/** Uploads, probes and copies; and the last percent is for the end. */
const beginning = 2;
const end = 99;

/** What sound costs, as if it were a picture of so many pixels. */
const soundPixels = 10_000;

/**
 * The order of work for what the source does not give by itself: the smallest size with the sound, so
 * that the video can be watched soon, then all others by one decode. Sound goes alone when pictures
 * that can be watched wait for nothing else, and when the pictures are encoded in chunks. The share
 * of each is about that of its cost: pictures to encode, and for each step the pictures of the source
 * to decode, at a fifth of the cost.
 */
export function encodeSteps(ladder: readonly Rendition[], made: Made): EncodeStep[] {
  const isMade = (name: string) => made.names.includes(name);
  const sounds = made.sounds.filter((name) => !isMade(name));
  const hasPictures = made.names.some((name) => !made.sounds.includes(name));
  const smallest = ladder.slice(-1).filter(({ name }) => !isMade(name));
  const others = ladder.slice(0, -1).filter(({ name }) => !isMade(name));
  const isSoundAlone = made.isLong || smallest.length === 0 || (hasPictures && !isMade('audio'));
  const work = [
    ...(isSoundAlone ? [{ renditions: [], sounds }] : []),
    { renditions: smallest, sounds: isSoundAlone ? [] : sounds },
    { renditions: others, sounds: [] },
  ].filter(({ renditions, sounds: own }) => renditions.length > 0 || own.length > 0);
  return withShares(work, Math.max(0, ...ladder.map(pixelsOf)) / 5);
}

type Work = Pick<EncodeStep, 'renditions' | 'sounds'>;

function withShares(work: readonly Work[], decode: number): EncodeStep[] {
  const costs = work.map(({ renditions }) =>
    renditions.length === 0
      ? soundPixels
      : renditions.reduce((sum, rendition) => sum + pixelsOf(rendition), decode),
  );
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const at = (index: number): number => {
    const done = costs.slice(0, index).reduce((sum, cost) => sum + cost, 0);
    return Math.round(beginning + ((end - beginning) * done) / total);
  };
  return work.map((step, index) => ({ ...step, from: at(index), to: at(index + 1) }));
}

function pixelsOf({ width, height }: Rendition): number {
  return width * height;
}
