import type { Chunk, EncodePlan, Fraction, MediaFacts, Rendition, VideoFacts } from './encoder.ts';
import { groupSeconds } from './fragmented-mp4.ts';
import { ladderFor } from './ladder.ts';
import { planSounds } from './plan-sounds.ts';
import { VideoRefused } from './refusals.ts';

export interface PlanRequest {
  readonly input: string;
  readonly outputFolder: string;
  readonly facts: MediaFacts;
  /** The ladder if not given. */
  readonly renditions?: readonly Rendition[];
  /** Only these pictures, and no sound. */
  readonly chunk?: Chunk;
}

/**
 * Decides what an encode produces.
 * @throws VideoRefused when there is no picture to encode
 */
export function planEncode(request: PlanRequest): EncodePlan {
  const { input, outputFolder, facts, renditions, chunk } = request;
  const { video, container, durationSeconds } = facts;
  if (!video) throw new VideoRefused('sound_only');
  const frameRate = outputFrameRate(video);
  const framesPerSecond = frameRate.numerator / frameRate.denominator;
  return {
    input,
    container,
    outputFolder,
    durationSeconds,
    video: {
      streamIndex: video.streamIndex,
      rotation: video.rotation,
      isInterlaced: video.isInterlaced,
      dynamicRange: video.dynamicRange,
      colourMatrix: video.colourMatrix,
      frameRate,
      groupFrames: Math.max(1, Math.round(framesPerSecond * groupSeconds)),
      renditions: renditions ?? ladderFor({ ...video, framesPerSecond }),
    },
    audio: chunk ? [] : planSounds(facts.audio),
    chunk: chunk ?? null,
  };
}

const fraction = (numerator: number, denominator = 1): Fraction => ({ numerator, denominator });

/** Rates that screens and cameras use, and slower ones for slides and screen recordings. */
const usualRates: readonly Fraction[] = [
  fraction(1),
  fraction(5),
  fraction(10),
  fraction(15),
  fraction(24_000, 1001),
  fraction(24),
  fraction(25),
  fraction(30_000, 1001),
  fraction(30),
  fraction(50),
  fraction(60_000, 1001),
  fraction(60),
];

/** By so much an average over a few seconds is off where times are counted in milliseconds. */
const misjudged = 0.015;

/**
 * A constant rate: a steady source keeps its own; an irregular one gets the usual rate next above
 * its average, so that hardly a picture is lost; above 60 every second picture goes.
 */
function outputFrameRate({ frameRate, isConstantFrameRate }: VideoFacts): Fraction {
  const rate = frameRate.numerator / frameRate.denominator;
  if (!(rate > 0)) return fraction(30);
  const near = usualRates.find((usual) => Math.abs(valueOf(usual) / rate - 1) < 0.0005);
  if (near) return near;
  if (rate > 60) return isConstantFrameRate && rate <= 120 ? halved(frameRate) : fraction(60);
  if (isConstantFrameRate) return frameRate;
  return usualRates.find((usual) => valueOf(usual) >= rate * (1 - misjudged)) ?? fraction(60);
}

const valueOf = ({ numerator, denominator }: Fraction): number => numerator / denominator;

const halved = ({ numerator, denominator }: Fraction): Fraction =>
  fraction(numerator, denominator * 2);
