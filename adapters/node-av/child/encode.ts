import { avRescaleQ, Decoder, type Demuxer, FilterAPI, type Frame, type Stream } from 'node-av';
import {
  AVDISCARD_ALL,
  type AVPixelFormat,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { drain, encoded, filtered } from './drain.ts';
import type { AudioOutput, EncodeJob, VideoOutput } from './jobs.ts';
import { openInput } from './open-input.ts';
import { openEncoder } from './open-encoder.ts';
import { OutputFile } from './output-file.ts';
import { send } from './send.ts';

/** Takes frames, null at the end. */
type Sink = (frame: Frame | null) => void;

/** One pass over the file: every packet is decoded once and flows through all renditions. */
export function encode(job: EncodeJob): void {
  const demuxer = openInput(job.input);
  const tracks = [videoTrack(demuxer, job.video)];
  if (job.audio) tracks.push(audioTrack(demuxer, job.audio));
  for (const stream of demuxer.streams) {
    if (!tracks.some(({ streamIndex }) => streamIndex === stream.index)) {
      stream.discard = AVDISCARD_ALL;
    }
  }
  for (const packet of demuxer.packetsSync()) {
    const track = tracks.find(({ streamIndex }) => streamIndex === packet?.streamIndex);
    if (packet && track) {
      track.decoder.decodeSync(packet);
      forward(track);
    }
    packet?.free();
  }
  for (const track of tracks) {
    track.decoder.flushSync();
    forward(track);
    track.sink(null);
  }
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

function videoTrack(demuxer: Demuxer, video: EncodeJob['video']): Track {
  const { streamIndex, outputs } = video;
  const stream = streamAt(demuxer, streamIndex);
  const { width, height, format } = stream.codecpar;
  const decoder = Decoder.createSync(stream, {
    exitOnError: false,
    // A source that changes its size midway keeps the first one: a filter that begins anew would
    // fill the time from 0 again.
    rescale: { width, height, pixelFormat: format as AVPixelFormat },
  });
  const sink = cascade(outputs, fromZero(demuxer, 'setpts'));
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

/** Each rendition goes to its encoder and to the filter of the next smaller one. */
function cascade([output, ...smaller]: readonly VideoOutput[], prefix: string): Sink {
  if (!output) return () => {};
  const filter = FilterAPI.create(`${prefix}${output.filter}`);
  const encoder = openEncoder({
    codec: FF_ENCODER_LIBX264,
    filter,
    options: output.codecOptions,
  });
  const file = new OutputFile(output, [encoder]);
  const next = cascade(smaller, '');
  return (frame) => {
    for (const picture of filtered(filter, frame)) {
      next(picture);
      const { num, den } = picture.timeBase;
      report((Number(picture.pts) * num) / den);
      for (const packet of encoded(encoder, picture)) file.write(packet, encoder);
    }
    if (frame) return;
    next(null);
    for (const packet of encoded(encoder, null)) file.write(packet, encoder);
    file.finish();
  };
}

function audioTrack(demuxer: Demuxer, audio: NonNullable<EncodeJob['audio']>): Track {
  const { streamIndex, output } = audio;
  const decoder = Decoder.createSync(streamAt(demuxer, streamIndex), { exitOnError: false });
  return { streamIndex, decoder, sink: sound(output, fromZero(demuxer, 'asetpts')) };
}

function sound(output: AudioOutput, prefix: string): Sink {
  const filter = FilterAPI.create(`${prefix}${output.filter}`);
  const encoder = openEncoder({
    codec: FF_ENCODER_AAC,
    filter,
    bitsPerSecond: output.bitsPerSecond,
  });
  const file = new OutputFile(output, [encoder]);
  return (frame) => {
    for (const samples of filtered(filter, frame)) {
      for (const packet of encoded(encoder, samples)) file.write(packet, encoder);
    }
    if (frame) return;
    for (const packet of encoded(encoder, null)) file.write(packet, encoder);
    file.finish();
  };
}

/** Transport streams begin anywhere; the command line subtracts the start by itself, the library does not. */
function fromZero(demuxer: Demuxer, filter: 'setpts' | 'asetpts'): string {
  return demuxer.startTime > 0 ? `${filter}=PTS-${demuxer.startTime}/TB,` : '';
}

function streamAt(demuxer: Demuxer, index: number): Stream {
  const stream = demuxer.getStream(index);
  if (!stream) throw new Error(`the file has no stream ${index}`);
  return stream;
}

let reportedAt = 0;

/** Five times a second is enough for a progress bar. */
function report(seconds: number): void {
  if (Date.now() < reportedAt + 200) return;
  reportedAt = Date.now();
  send({ kind: 'progress', seconds });
}
