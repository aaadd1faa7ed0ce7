import type { AudioFacts, CopyPlan, EncodedFile, MediaFacts, VideoFacts } from './encoder.ts';
import { planEncode } from './plan-encode.ts';

export interface CopyRequest {
  readonly input: string;
  readonly outputFolder: string;
  readonly facts: MediaFacts;
  readonly sourceBytes: number;
}

/** What browsers decode without exception, all of it 8 bit 4:2:0. */
const safeProfiles = ['Constrained Baseline', 'Baseline', 'Main', 'High'];
const safePixelFormats = ['yuv420p', 'yuvj420p'];

/** 4K at 60 pictures a second. */
const highestLevel = 52;

/** Half a picture at 10 a second, and what broadcasters allow lips to be off (EBU R37). */
const mostApartSeconds = 0.05;

/**
 * Rates beyond what we would encode to that are still sent to learners: what is recommended for
 * uploads to video sites (8 Mbit/s for 1080p, 5 for 720p), and exported so by most, passes.
 */
const averageFactor = 1.8;
const peakFactor = 4;

/** x264 makes groups of up to 250 pictures if it is not told otherwise: 10.4 s at 24 a second. */
const longestSegmentSeconds = 12;

/**
 * Plans to offer the source's own pictures as the largest size. Null when a browser could not play
 * them as they are, or learners would be sent too much.
 */
export function planCopy(request: CopyRequest): CopyPlan | null {
  const { input, outputFolder, facts, sourceBytes } = request;
  const { video, container, durationSeconds } = facts;
  if (!video || !isContainerOfWholePictures(facts) || !isBrowserSafe(video)) return null;
  const plan = planEncode({ input, outputFolder, facts });
  const [top] = plan.video.renditions;
  const bitsPerSecond = (sourceBytes * 8) / durationSeconds;
  if (!top || bitsPerSecond > top.maxBitsPerSecond * averageFactor) return null;
  const [sound] = plan.audio;
  const track = facts.audio.find(({ streamIndex }) => streamIndex === sound?.streamIndex);
  return {
    input,
    container,
    outputFolder,
    durationSeconds,
    sourceBytes,
    video: {
      streamIndex: video.streamIndex,
      name: top.name,
      maxBitsPerSecond: top.maxBitsPerSecond * peakFactor,
    },
    audio: sound && track && isCopiedSound(track) ? sound : null,
  };
}

/**
 * AVI has no times of its own for pictures that are shown in another order than stored; transport
 * streams may change size and settings midway.
 */
function isContainerOfWholePictures({ container }: MediaFacts): boolean {
  return container === 'mov' || container === 'matroska';
}

function isBrowserSafe(video: VideoFacts): boolean {
  return (
    video.codec === 'h264' &&
    safeProfiles.includes(video.profile ?? '') &&
    safePixelFormats.includes(video.pixelFormat) &&
    (video.level ?? Infinity) <= highestLevel &&
    video.rotation === 0 &&
    video.hasSquarePixels &&
    !video.isInterlaced &&
    video.dynamicRange === 'standard' &&
    video.colourMatrix !== 'bt2020nc' &&
    Math.abs(video.timing.startSeconds) <= mostApartSeconds
  );
}

function isCopiedSound({ codec, profile, channels, sampleRate, timing }: AudioFacts): boolean {
  return (
    codec === 'aac' &&
    profile === 'LC' &&
    channels <= 2 &&
    [44_100, 48_000].includes(sampleRate) &&
    Math.abs(timing.startSeconds) <= mostApartSeconds
  );
}

/**
 * Why copied pictures are not fit to be offered; undefined when they are. Only the copy itself shows
 * where its key frames are.
 */
export function judgeCopy(
  plan: CopyPlan,
  facts: MediaFacts,
  files: readonly EncodedFile[],
): string | undefined {
  const video = files.find((file) => file.kind === 'video');
  if (!video) return 'there is no picture in it';
  const longest = Math.max(...video.segments.map(({ durationSeconds }) => durationSeconds));
  if (longest > longestSegmentSeconds) return `key frames are ${longest.toFixed(1)} s apart`;
  if (!video.hasClosedGroups) return 'pictures refer to others beyond a key frame';
  if (video.peakBitsPerSecond > plan.video.maxBitsPerSecond) {
    return `${video.peakBitsPerSecond} bits a second at its peak`;
  }
  const expected = facts.video?.timing.durationSeconds ?? null;
  // Pictures that an edit list hides would be shown, and the sound be late by them.
  if (expected !== null && Math.abs(video.durationSeconds - expected) > mostApartSeconds + 0.1) {
    return `it lasts ${video.durationSeconds} s instead of ${expected} s`;
  }
  return undefined;
}
