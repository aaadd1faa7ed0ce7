import type { Fraction, ProbedMedia, ProbedStream } from '@edumaster/encoder';
import { avGetCodecName, avGetPixFmtName, type Demuxer, type Stream } from 'node-av';
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_PKT_DATA_DISPLAYMATRIX,
  type AVPixelFormat,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import type { ProbeJob } from './jobs.ts';
import { openInput } from './open-input.ts';

export function probe({ input }: ProbeJob): ProbedMedia {
  const demuxer = openInput(input);
  const streams = demuxer.streams.map(probedStream);
  const isTooLarge = streams.some(({ width, height }) => width * height > input.maxPixels);
  const duration = demuxer.duration;
  const durationSeconds = duration > 0 || isTooLarge ? duration : durationByReading(demuxer);
  return { durationSeconds: durationSeconds > 0 ? durationSeconds : null, streams };
}

/** Browsers record WebM without a duration: the end is where the last packet ends. */
function durationByReading(demuxer: Demuxer): number {
  let end = 0;
  for (const packet of demuxer.packetsSync()) {
    if (!packet) break;
    const { num, den } = packet.timeBase;
    const pictureSeconds =
      1 / (demuxer.getStream(packet.streamIndex)?.avgFrameRate.toDouble() ?? 0);
    const seconds = packet.duration > 0n ? (Number(packet.duration) * num) / den : pictureSeconds;
    end = Math.max(
      end,
      (Number(packet.pts) * num) / den + (Number.isFinite(seconds) ? seconds : 0),
    );
    packet.free();
  }
  return end;
}

function probedStream(stream: Stream): ProbedStream {
  const { codecpar } = stream;
  const kinds = new Map<number, ProbedStream['kind']>([
    [AVMEDIA_TYPE_VIDEO, 'video'],
    [AVMEDIA_TYPE_AUDIO, 'audio'],
  ]);
  const kind = kinds.get(codecpar.codecType) ?? 'other';
  return {
    index: stream.index,
    kind,
    codec: avGetCodecName(codecpar.codecId) ?? 'unknown',
    isAttachedPicture: stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC),
    width: codecpar.width,
    height: codecpar.height,
    sampleAspectRatio: fractionOf(codecpar.sampleAspectRatio),
    rotationDegrees: rotationOf(stream),
    averageFrameRate: fractionOf(stream.avgFrameRate),
    baseFrameRate: fractionOf(stream.rFrameRate),
    pixelFormat: kind === 'video' ? avGetPixFmtName(codecpar.format as AVPixelFormat) : null,
    channels: codecpar.channels,
    sampleRate: codecpar.sampleRate,
    language: stream.metadata?.get('language') ?? null,
  };
}

function fractionOf({ num, den }: { num: number; den: number }): Fraction {
  return { numerator: num, denominator: den };
}

/** The first two of nine numbers of 16.16 bits are cosine and sine of the clockwise turn. */
function rotationOf({ codecpar }: Stream): number {
  const matrix = codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  if (!matrix || matrix.length < 8) return 0;
  return (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI;
}
