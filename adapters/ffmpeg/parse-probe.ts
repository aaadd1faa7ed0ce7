import type { Fraction, ProbedMedia, ProbedStream } from '@edumaster/encoder';

/** What ffprobe prints with `-of json`, as far as it is asked for; anything may be missing. */
interface ProbeOutput {
  readonly format?: { readonly duration?: string };
  readonly streams?: readonly ProbeOutputStream[];
}

interface ProbeOutputStream {
  readonly index?: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly profile?: string;
  readonly level?: number;
  readonly width?: number;
  readonly height?: number;
  readonly sample_aspect_ratio?: string;
  readonly avg_frame_rate?: string;
  readonly r_frame_rate?: string;
  readonly pix_fmt?: string;
  readonly field_order?: string;
  readonly color_transfer?: string;
  readonly color_space?: string;
  readonly channels?: number;
  readonly sample_rate?: string;
  readonly start_time?: string;
  readonly duration?: string;
  readonly tags?: {
    readonly language?: string;
    readonly title?: string;
    readonly rotate?: string;
  };
  readonly disposition?: { readonly attached_pic?: number; readonly default?: number };
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

export function parseProbe(json: string): ProbedMedia {
  const output = JSON.parse(json) as ProbeOutput;
  const streams = output.streams ?? [];
  const durations = [output.format?.duration, ...streams.map(({ duration }) => duration)];
  return {
    durationSeconds: durations.map(Number).find((seconds) => seconds > 0) ?? null,
    streams: streams.map(probedStream),
  };
}

function probedStream(stream: ProbeOutputStream): ProbedStream {
  const { codec_type: kind } = stream;
  return {
    index: stream.index ?? 0,
    kind: kind === 'video' || kind === 'audio' ? kind : 'other',
    codec: stream.codec_name ?? 'unknown',
    profile: stream.profile ?? null,
    level: stream.level ?? null,
    isAttachedPicture: stream.disposition?.attached_pic === 1,
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    sampleAspectRatio: parseFraction(stream.sample_aspect_ratio),
    rotationDegrees: clockwiseRotation(stream),
    averageFrameRate: parseFraction(stream.avg_frame_rate),
    baseFrameRate: parseFraction(stream.r_frame_rate),
    pixelFormat: stream.pix_fmt ?? null,
    isInterlaced: wovenOrders.includes(stream.field_order ?? ''),
    colourTransfer: stream.color_transfer ?? null,
    colourMatrix: stream.color_space ?? null,
    channels: stream.channels ?? 0,
    sampleRate: Number(stream.sample_rate ?? 0),
    language: stream.tags?.language ?? null,
    title: stream.tags?.title ?? null,
    isDefault: stream.disposition?.default === 1,
    startSeconds: secondsOf(stream.start_time),
    durationSeconds: secondsOf(stream.duration),
  };
}

/** How the lines of two half pictures are stored and shown. */
const wovenOrders = ['tt', 'bb', 'tb', 'bt'];

function secondsOf(text: string | undefined): number | null {
  const seconds = Number(text ?? 'none');
  return Number.isFinite(seconds) ? seconds : null;
}

/** The display matrix is given counter-clockwise, the old tag clockwise. */
function clockwiseRotation({ side_data_list: sideData, tags }: ProbeOutputStream): number {
  const matrix = sideData?.find(({ rotation }) => rotation !== undefined)?.rotation;
  return matrix === undefined ? Number(tags?.rotate ?? 0) : -matrix;
}

/** `30000/1001` or `1:1`. */
function parseFraction(text: string | undefined): Fraction {
  const [numerator = 0, denominator = 0] = (text ?? '').split(/[/:]/).map(Number);
  return { numerator, denominator };
}
