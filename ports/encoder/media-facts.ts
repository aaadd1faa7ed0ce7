import type {
  AudioFacts,
  ColourMatrix,
  DynamicRange,
  Fraction,
  MediaFacts,
  TrackTiming,
  VideoFacts,
} from './encoder.ts';
import type { Container } from './identify.ts';
import { VideoRefused } from './refusals.ts';

/** 8K; a picture of 16000 x 16000 needs 800 MB only to be looked at. */
export const maxPixels = 8192 * 4320;

/** Nobody teaches for so long at a stretch: a file that says so is damaged, or means harm. */
const maxSeconds = 48 * 60 * 60;

/** What an adapter saw, before any judgement. */
export interface ProbedMedia {
  readonly durationSeconds: number | null;
  readonly streams: readonly ProbedStream[];
}

export interface ProbedStream {
  readonly index: number;
  readonly kind: 'video' | 'audio' | 'other';
  readonly codec: string;
  readonly profile: string | null;
  readonly level: number | null;
  /** A cover, not a video. */
  readonly isAttachedPicture: boolean;
  readonly width: number;
  readonly height: number;
  readonly sampleAspectRatio: Fraction;
  /** Clockwise, any angle. */
  readonly rotationDegrees: number;
  readonly averageFrameRate: Fraction;
  /** The lowest rate that all times are multiples of, as FFmpeg guesses it. */
  readonly baseFrameRate: Fraction;
  readonly pixelFormat: string | null;
  readonly isInterlaced: boolean;
  /** FFmpeg's names of the curve and the matrix of the colours. */
  readonly colourTransfer: string | null;
  readonly colourMatrix: string | null;
  readonly channels: number;
  readonly sampleRate: number;
  readonly language: string | null;
  readonly title: string | null;
  readonly isDefault: boolean;
  readonly startSeconds: number | null;
  readonly durationSeconds: number | null;
}

/**
 * Judges what was probed.
 * @throws VideoRefused when the file is damaged, or its picture or its length too large
 */
export function mediaFacts(container: Container, probed: ProbedMedia): MediaFacts {
  const stream = probed.streams.find(
    ({ kind, isAttachedPicture }) => kind === 'video' && !isAttachedPicture,
  );
  const audio = probed.streams
    .filter(({ kind, channels, sampleRate }) => kind === 'audio' && channels > 0 && sampleRate > 0)
    .map((sound) => audioFacts(sound, firstOf(probed)));
  if (!stream && audio.length === 0) throw new VideoRefused('unreadable', 'no streams');
  const { durationSeconds } = probed;
  if (durationSeconds === null || !(durationSeconds > 0)) {
    throw new VideoRefused('unreadable', 'no duration');
  }
  // All that follows is sized by it: chunks, limits, room on the disk.
  if (durationSeconds > maxSeconds) throw new VideoRefused('too_long', `${durationSeconds} s`);
  const video = stream ? videoFacts(stream, firstOf(probed)) : null;
  return { container, durationSeconds, video, audio };
}

/** When the first of the tracks that we use begins: transport streams begin anywhere. */
function firstOf({ streams }: ProbedMedia): number {
  const starts = streams
    .filter(({ kind, isAttachedPicture }) => kind !== 'other' && !isAttachedPicture)
    .flatMap(({ startSeconds }) => startSeconds ?? []);
  return starts.length === 0 ? 0 : Math.min(...starts);
}

function timingOf({ startSeconds, durationSeconds }: ProbedStream, first: number): TrackTiming {
  return { startSeconds: startSeconds === null ? 0 : startSeconds - first, durationSeconds };
}

function videoFacts(stream: ProbedStream, first: number): VideoFacts {
  const { width, height } = stream;
  if (width * height > maxPixels) throw new VideoRefused('too_large', `${width}x${height}`);
  if (width < 1 || height < 1 || stream.pixelFormat === null) {
    throw new VideoRefused('unreadable', 'no picture size or format');
  }
  const rotation = quarterTurns(stream.rotationDegrees);
  const squareWidth = Math.max(1, Math.round(width * aspectOf(stream.sampleAspectRatio)));
  const isTurned = rotation === 90 || rotation === 270;
  return {
    streamIndex: stream.index,
    codec: stream.codec,
    profile: stream.profile,
    level: stream.level,
    width,
    height,
    rotation,
    hasSquarePixels: squareWidth === width,
    displayWidth: isTurned ? height : squareWidth,
    displayHeight: isTurned ? squareWidth : height,
    frameRate: usableRate(stream),
    isConstantFrameRate: isSteady(stream),
    isInterlaced: stream.isInterlaced,
    pixelFormat: stream.pixelFormat,
    dynamicRange: dynamicRanges[stream.colourTransfer ?? ''] ?? 'standard',
    colourMatrix: matrices.find((matrix) => matrix === stream.colourMatrix) ?? null,
    timing: timingOf(stream, first),
  };
}

const dynamicRanges: Readonly<Record<string, DynamicRange>> = {
  smpte2084: 'pq',
  'arib-std-b67': 'hlg',
};

const matrices: readonly ColourMatrix[] = ['bt709', 'smpte170m', 'bt470bg', 'bt2020nc'];

function audioFacts(stream: ProbedStream, first: number): AudioFacts {
  const { index, codec, profile, channels, sampleRate, language, title, isDefault } = stream;
  const timing = timingOf(stream, first);
  return {
    streamIndex: index,
    codec,
    profile,
    channels,
    sampleRate,
    language: language === 'und' ? null : language,
    title,
    isDefault,
    timing,
  };
}

function quarterTurns(degrees: number): VideoFacts['rotation'] {
  const turns = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[turns] ?? 0;
}

/** Pixels wider than tall or the reverse; 0/1 and absurd ones count as square. */
function aspectOf(ratio: Fraction): number {
  const aspect = valueOf(ratio);
  return aspect >= 0.2 && aspect <= 5 ? aspect : 1;
}

function usableRate({ averageFrameRate, baseFrameRate }: ProbedStream): Fraction {
  if (valueOf(averageFrameRate) > 0) return averageFrameRate;
  return valueOf(baseFrameRate) > 0 ? baseFrameRate : { numerator: 30, denominator: 1 };
}

function isSteady({ averageFrameRate, baseFrameRate }: ProbedStream): boolean {
  return Math.abs(valueOf(averageFrameRate) / valueOf(baseFrameRate) - 1) < 0.001;
}

function valueOf({ numerator, denominator }: Fraction): number {
  return denominator === 0 ? 0 : numerator / denominator;
}
