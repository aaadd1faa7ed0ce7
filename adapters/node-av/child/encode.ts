import {
  avRescaleQ,
  Decoder,
  type Demuxer,
  FilterAPI,
  type Frame,
  type Packet,
  type Stream,
} from 'node-av';
import {
  AV_NOPTS_VALUE,
  AVDISCARD_ALL,
  type AVPixelFormat,
  AVSEEK_FLAG_BACKWARD,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { drain, encoded, filtered } from './drain.ts';
import type { AudioOutput, EncodeJob, VideoOutput } from './jobs.ts';
import { openInput } from './open-input.ts';
import { openEncoder } from './open-encoder.ts';
import { encoderSource, OutputFile } from './output-file.ts';
import { report } from './report.ts';

/** Takes frames, null at the end. */
type Sink = (frame: Frame | null) => void;

/** One pass over the file: every packet is decoded once and flows through all renditions. */
export function encode(job: EncodeJob): void {
  const demuxer = openInput(job.input);
  const start = demuxer.startTime + (job.span?.seekSeconds ?? 0);
  if (job.span) demuxer.seekSync(start, -1, AVSEEK_FLAG_BACKWARD);
  const { outputs } = job.video;
  const tracks = [
    ...(outputs.length > 0 ? [videoTrack(demuxer, job, start)] : []),
    ...job.sounds.map((sound) => audioTrack(demuxer, sound, start)),
  ];
  for (const stream of demuxer.streams) {
    if (!tracks.some(({ streamIndex }) => streamIndex === stream.index)) {
      stream.discard = AVDISCARD_ALL;
    }
  }
  const end = endOf(job, demuxer);
  for (const packet of demuxer.packetsSync()) {
    const track = tracks.find(({ streamIndex }) => streamIndex === packet?.streamIndex);
    const isBeyond = packet !== null && secondsOf(packet) > end;
    if (packet && track && !isBeyond) {
      track.decoder.decodeSync(packet);
      forward(track);
    }
    packet?.free();
    if (isBeyond) break;
  }
  for (const track of tracks) {
    track.decoder.flushSync();
    forward(track);
    track.sink(null);
  }
}

/** Pictures are stored in another order than shown, but none so far from its place. */
const disorderSeconds = 5;

function endOf({ span }: EncodeJob, demuxer: Demuxer): number {
  if (span?.endSeconds == null) return Infinity;
  return demuxer.startTime + span.endSeconds + disorderSeconds;
}

function secondsOf({ dts, timeBase: { num, den } }: Packet): number {
  return dts === AV_NOPTS_VALUE ? -Infinity : (Number(dts) * num) / den;
}

interface Track {
  readonly streamIndex: number;
  readonly decoder: Decoder;
  readonly sink: Sink;
}

function forward({ decoder, sink }: Track): void {
  for (const frame of drain<Frame>(decoder)) {
    sink(frame);
    frame.free();
  }
}

function videoTrack(demuxer: Demuxer, { video, span }: EncodeJob, start: number): Track {
  const { streamIndex, outputs } = video;
  const stream = streamAt(demuxer, streamIndex);
  const { width, height, format } = stream.codecpar;
  const decoder = Decoder.createSync(stream, {
    exitOnError: false,
    // A source that changes its size midway keeps the first one: a filter that begins anew would
    // fill the time from 0 again.
    rescale: { width, height, pixelFormat: format as AVPixelFormat },
  });
  const sink = cascade(outputs, { prefix: fromZero(start, 'setpts'), mayBeEmpty: span !== null });
  return { streamIndex, decoder, sink: withTimes(sink, stream) };
}

/**
 * Fills in what the library leaves out. WebM gives its last picture no duration, and the filter for
 * the rate would drop it; a picture that was rescaled comes without the unit of its time.
 */
function withTimes(sink: Sink, { avgFrameRate, timeBase }: Stream): Sink {
  return (frame) => {
    if (frame && frame.timeBase.num === 0) frame.timeBase = timeBase;
    if (frame && frame.duration <= 0n && avgFrameRate.num > 0) {
      const { num, den } = avgFrameRate;
      frame.duration = avRescaleQ(1, { num: den, den: num }, frame.timeBase);
    }
    sink(frame);
  };
}

interface CascadeOptions {
  /** Filters before the first. */
  readonly prefix: string;
  /** A chunk may lie behind the last picture. */
  readonly mayBeEmpty: boolean;
}

/** Each rendition goes to its encoder and to the filter of the next smaller one. */
function cascade(
  [output, ...smaller]: readonly VideoOutput[],
  { prefix, mayBeEmpty }: CascadeOptions,
): Sink {
  if (!output) return () => {};
  const filter = FilterAPI.create(`${prefix}${output.filter}`);
  const encoder = openEncoder({
    codec: FF_ENCODER_LIBX264,
    filter,
    options: output.codecOptions,
  });
  const source = encoderSource(encoder);
  const file = new OutputFile(output, [source]);
  const next = cascade(smaller, { prefix: '', mayBeEmpty });
  return (frame) => {
    for (const picture of filtered(filter, frame)) {
      next(picture);
      const { num, den } = picture.timeBase;
      report((Number(picture.pts) * num) / den);
      for (const packet of encoded(encoder, picture)) file.write(packet, source);
    }
    if (frame) return;
    next(null);
    for (const packet of encoded(encoder, null)) file.write(packet, source);
    if (file.isBegun || !mayBeEmpty) file.finish();
  };
}

function audioTrack(demuxer: Demuxer, sound: EncodeJob['sounds'][number], start: number): Track {
  const { streamIndex, output } = sound;
  const decoder = Decoder.createSync(streamAt(demuxer, streamIndex), { exitOnError: false });
  return { streamIndex, decoder, sink: soundSink(output, fromZero(start, 'asetpts')) };
}

function soundSink(output: AudioOutput, prefix: string): Sink {
  const filter = FilterAPI.create(`${prefix}${output.filter}`);
  const encoder = openEncoder({
    codec: FF_ENCODER_AAC,
    filter,
    bitsPerSecond: output.bitsPerSecond,
  });
  const source = encoderSource(encoder);
  const file = new OutputFile(output, [source]);
  return (frame) => {
    for (const samples of filtered(filter, frame)) {
      for (const packet of encoded(encoder, samples)) file.write(packet, source);
    }
    if (frame) return;
    for (const packet of encoded(encoder, null)) file.write(packet, source);
    file.finish();
  };
}

/**
 * Transport streams begin anywhere, and chunks in the middle; the command line subtracts the start
 * by itself, the library does not.
 */
function fromZero(start: number, filter: 'setpts' | 'asetpts'): string {
  return start > 0 ? `${filter}=PTS-${start}/TB,` : '';
}

function streamAt(demuxer: Demuxer, index: number): Stream {
  const stream = demuxer.getStream(index);
  if (!stream) throw new Error(`the file has no stream ${index}`);
  return stream;
}
