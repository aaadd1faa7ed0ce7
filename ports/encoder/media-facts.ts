import type { AudioFacts, Fraction, MediaFacts, VideoFacts } from './encoder.ts';
import type { Container } from './identify.ts';
import { VideoRefused } from './refusals.ts';

/** 8K; a picture of 16000 x 16000 needs 800 MB only to be looked at. */
export const maxPixels = 8192 * 4320;

/** What an adapter saw, before any judgement. */
export interface ProbedMedia {
  readonly durationSeconds: number | null;
  readonly streams: readonly ProbedStream[];
}

export interface ProbedStream {
  readonly index: number;
  readonly kind: 'video' | 'audio' | 'other';
  readonly codec: string;
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
  readonly channels: number;
  readonly sampleRate: number;
  readonly language: string | null;
}

/**
 * Judges what was probed.
 * @throws VideoRefused when the file is damaged or its picture too large
 */
export function mediaFacts(container: Container, probed: ProbedMedia): MediaFacts {
  const stream = probed.streams.find(
    ({ kind, isAttachedPicture }) => kind === 'video' && !isAttachedPicture,
  );
  const audio = probed.streams
    .filter(({ kind, channels, sampleRate }) => kind === 'audio' && channels > 0 && sampleRate > 0)
    .map(audioFacts);
  if (!stream && audio.length === 0) throw new VideoRefused('unreadable', 'no streams');
  const { durationSeconds } = probed;
  if (durationSeconds === null || !(durationSeconds > 0)) {
    throw new VideoRefused('unreadable', 'no duration');
  }
  return { container, durationSeconds, video: stream ? videoFacts(stream) : null, audio };
}

function videoFacts(stream: ProbedStream): VideoFacts {
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
    width,
    height,
    rotation,
    displayWidth: isTurned ? height : squareWidth,
    displayHeight: isTurned ? squareWidth : height,
    frameRate: usableRate(stream),
    isConstantFrameRate: isSteady(stream),
    pixelFormat: stream.pixelFormat,
  };
}

function audioFacts(stream: ProbedStream): AudioFacts {
  const { index, codec, channels, sampleRate, language } = stream;
  return { streamIndex: index, codec, channels, sampleRate, language };
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
