import type { Rendition, VideoFacts } from './encoder.ts';

interface Rung {
  /** Height of a 16:9 picture that lies down. */
  readonly height: number;
  /** For up to 30 pictures a second. */
  readonly maxBitsPerSecond: number;
}

const rungs: readonly Rung[] = [
  { height: 2160, maxBitsPerSecond: 16_000_000 },
  { height: 1440, maxBitsPerSecond: 9_000_000 },
  { height: 1080, maxBitsPerSecond: 5_000_000 },
  { height: 720, maxBitsPerSecond: 2_800_000 },
  { height: 480, maxBitsPerSecond: 1_400_000 },
  { height: 360, maxBitsPerSecond: 800_000 },
];

/** A source a little smaller than a rung (1912 x 1072) belongs to it, in its own size. */
const tolerance = 0.97;

/**
 * The sizes that a video is offered in, the largest first: each rung is a 16:9 box, laid down or
 * stood up like the picture, and the picture fills it in one direction at least. Never larger than
 * the source; a source below the smallest rung gets one rendition of its own size.
 */
export function ladderFor(
  video: Pick<VideoFacts, 'displayWidth' | 'displayHeight'> & { readonly framesPerSecond: number },
): Rendition[] {
  // More pictures a second differ less from each other: half as much again is enough for twice.
  const factor = video.framesPerSecond > 32 ? 1.5 : 1;
  const fitting = rungs.flatMap((rung) => {
    const scale = scaleInto(rung, video);
    if (scale > 1 / tolerance) return [];
    return [renditionOf(video, Math.min(1, scale), rung, factor)];
  });
  if (fitting.length > 0) return fitting;
  const height = Math.min(video.displayWidth, video.displayHeight);
  return [renditionOf(video, 1, { height, maxBitsPerSecond: 800_000 }, factor)];
}

type Display = Pick<VideoFacts, 'displayWidth' | 'displayHeight'>;

function scaleInto(rung: Rung, { displayWidth, displayHeight }: Display): number {
  const long = Math.max(displayWidth, displayHeight);
  const short = Math.min(displayWidth, displayHeight);
  return Math.min((rung.height * 16) / 9 / long, rung.height / short);
}

function renditionOf(display: Display, scale: number, rung: Rung, factor: number): Rendition {
  return {
    name: `${rung.height}p`,
    width: even(display.displayWidth * scale),
    height: even(display.displayHeight * scale),
    maxBitsPerSecond: rung.maxBitsPerSecond * factor,
  };
}

/** H.264 with 4:2:0 colour stores two by two pixels at least. */
function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}
