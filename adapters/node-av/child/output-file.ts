import {
  Dictionary,
  type Encoder,
  FFmpegError,
  FormatContext,
  IOContext,
  type IRational,
  type Packet,
  type Stream,
} from 'node-av';
import { AVIO_FLAG_WRITE } from 'node-av/constants';
import type { Output } from './jobs.ts';

/** Where the packets of a track come from: an encoder, or a track of another file. */
export interface TrackSource {
  /** An encoder knows what it makes when it has seen a picture or a sound. */
  isReady(): boolean;
  timeBase(): IRational;
  /** Says what the track holds. @returns a code of FFmpeg */
  describe(stream: Stream): number;
}

export function encoderSource(encoder: Encoder): TrackSource {
  const context = () => {
    const open = encoder.getCodecContext();
    if (!open) throw new Error('the encoder is closed');
    return open;
  };
  return {
    isReady: () => encoder.isEncoderInitialized,
    timeBase: () => context().timeBase,
    describe: (stream) => {
      stream.timeBase = context().timeBase;
      stream.avgFrameRate = context().framerate;
      return stream.codecpar.fromContext(context());
    },
  };
}

interface Track {
  readonly source: TrackSource;
  readonly language: string | undefined;
  stream: Stream | undefined;
}

/**
 * A file under the muxer. The library's own Muxer is not used, since it disregards what goes wrong
 * when it writes the end of a file, which is where a full disk shows.
 */
export class OutputFile {
  readonly #output: Output;
  readonly #context = new FormatContext();
  readonly #io = new IOContext();
  readonly #tracks: readonly Track[];
  /** Packets of one track that wait until the encoders of all have been opened by a frame. */
  #waiting: { packet: Packet; track: Track }[] = [];
  #isBegun = false;

  constructor(
    output: Output,
    sources: readonly TrackSource[],
    languages: readonly (string | undefined)[] = [],
  ) {
    this.#output = output;
    this.#tracks = sources.map((source, index) => {
      return { source, language: languages[index], stream: undefined };
    });
    check(this.#context.allocOutputContext2(null, output.muxer, output.path));
    check(this.#io.open2Sync(`file:${output.path}`, AVIO_FLAG_WRITE));
    this.#context.pb = this.#io;
  }

  write(packet: Packet, source: TrackSource): void {
    const track = this.#tracks.find((candidate) => candidate.source === source);
    if (!track) throw new Error('a packet of a track that this file does not have');
    this.#waiting.push({ packet, track });
    if (!this.#isBegun && this.#tracks.some(({ source: each }) => !each.isReady())) return;
    this.#begin();
    for (const waiting of this.#waiting.splice(0)) this.#writeNow(waiting);
  }

  /** Whether anything was written at all. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  finish(): void {
    if (!this.#isBegun) throw new Error(`nothing was encoded for ${this.#output.path}`);
    check(this.#context.writeTrailerSync());
    this.#context.pb = null;
    check(this.#io.closepSync());
    this.#context.freeContext();
  }

  #begin(): void {
    if (this.#isBegun) return;
    for (const track of this.#tracks) track.stream = this.#addStream(track);
    const options = Dictionary.fromObject({ ...this.#output.muxerOptions });
    check(this.#context.writeHeaderSync(options));
    options.free();
    this.#isBegun = true;
  }

  #addStream({ source, language }: Track): Stream {
    const stream = this.#context.newStream(null);
    check(source.describe(stream));
    if (language !== undefined) stream.metadata = Dictionary.fromObject({ language });
    return stream;
  }

  #writeNow({ packet, track: { source, stream } }: { packet: Packet; track: Track }): void {
    if (!stream) throw new Error('a packet before its track');
    packet.rescaleTs(source.timeBase(), stream.timeBase);
    packet.timeBase = stream.timeBase;
    packet.streamIndex = stream.index;
    check(this.#context.interleavedWriteFrameSync(packet));
    packet.free();
  }
}

function check(result: number): void {
  FFmpegError.throwIfError(result);
}
