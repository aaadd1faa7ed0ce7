import type { Fraction, ProbedMedia, ProbedStream } from '@edumaster/encoder';
import {
  avGetCodecName,
  avGetPixFmtName,
  Codec,
  CodecContext,
  type Demuxer,
  type Stream,
} from 'node-av';
import {
  AV_CODEC_ID_AAC,
  AV_CODEC_ID_H264,
  AV_DISPOSITION_ATTACHED_PIC,
  AV_DISPOSITION_DEFAULT,
  AV_NOPTS_VALUE,
  AV_OPT_TYPE_INT,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_PROFILE_AAC_LOW,
  AV_PROFILE_H264_BASELINE,
  AV_PROFILE_H264_CONSTRAINED,
  AV_PROFILE_H264_HIGH,
  AV_PROFILE_H264_HIGH_10,
  AV_PROFILE_H264_MAIN,
  type AVCodecID,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_SMPTE2084,
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
    profile: profileOf(codecpar),
    level: codecpar.level > 0 ? codecpar.level : null,
    isAttachedPicture: stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC),
    width: codecpar.width,
    height: codecpar.height,
    sampleAspectRatio: fractionOf(codecpar.sampleAspectRatio),
    rotationDegrees: rotationOf(stream),
    averageFrameRate: fractionOf(stream.avgFrameRate),
    baseFrameRate: fractionOf(stream.rFrameRate),
    pixelFormat: kind === 'video' ? avGetPixFmtName(codecpar.format as AVPixelFormat) : null,
    isInterlaced: isInterlaced(codecpar),
    colourTransfer: transfers.get(codecpar.colorTrc) ?? null,
    colourMatrix: matrices.get(codecpar.colorSpace) ?? null,
    channels: codecpar.channels,
    sampleRate: codecpar.sampleRate,
    language: stream.metadata?.get('language') ?? null,
    title: stream.metadata?.get('title') ?? null,
    isDefault: stream.hasDisposition(AV_DISPOSITION_DEFAULT),
    startSeconds: secondsOf(stream.startTime, stream),
    durationSeconds: secondsOf(stream.duration, stream),
  };
}

/** The numbers as FFmpeg names them for people; of H.264 and AAC, which may be copied. */
const profiles = new Map<AVCodecID, ReadonlyMap<number, string>>([
  [
    AV_CODEC_ID_H264,
    new Map([
      [AV_PROFILE_H264_BASELINE, 'Baseline'],
      [AV_PROFILE_H264_BASELINE | AV_PROFILE_H264_CONSTRAINED, 'Constrained Baseline'],
      [AV_PROFILE_H264_MAIN, 'Main'],
      [AV_PROFILE_H264_HIGH, 'High'],
      [AV_PROFILE_H264_HIGH_10, 'High 10'],
    ]),
  ],
  [AV_CODEC_ID_AAC, new Map([[AV_PROFILE_AAC_LOW, 'LC']])],
]);

function profileOf({ codecId, profile }: Stream['codecpar']): string | null {
  return profiles.get(codecId)?.get(profile) ?? null;
}

/** Of the library's values only an option of the decoder tells: above 1 are the four woven orders. */
function isInterlaced(parameters: Stream['codecpar']): boolean {
  const decoder = Codec.findDecoder(parameters.codecId);
  if (!decoder || parameters.codecType !== AVMEDIA_TYPE_VIDEO) return false;
  const context = new CodecContext();
  context.allocContext3(decoder);
  parameters.toContext(context);
  const order = context.getOption('field_order', AV_OPT_TYPE_INT);
  context.freeContext();
  return (order ?? 0) > 1;
}

const transfers = new Map<number, string>([
  [AVCOL_TRC_SMPTE2084, 'smpte2084'],
  [AVCOL_TRC_ARIB_STD_B67, 'arib-std-b67'],
]);

const matrices = new Map<number, string>([
  [AVCOL_SPC_BT709, 'bt709'],
  [AVCOL_SPC_SMPTE170M, 'smpte170m'],
  [AVCOL_SPC_BT470BG, 'bt470bg'],
  [AVCOL_SPC_BT2020_NCL, 'bt2020nc'],
]);

/** What is not known is the lowest number that there is. */
function secondsOf(time: bigint, { timeBase: { num, den } }: Stream): number | null {
  return time === AV_NOPTS_VALUE ? null : (Number(time) * num) / den;
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
