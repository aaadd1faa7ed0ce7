import {
  Dictionary,
  type Encoder,
  FFmpegError,
  FormatContext,
  IOContext,
  type Packet,
  type Stream,
} from 'node-av';
import { AVIO_FLAG_WRITE } from 'node-av/constants';
import type { Output } from './jobs.ts';

interface Track {
  readonly encoder: Encoder;
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

  constructor(output: Output, encoders: readonly Encoder[]) {
    this.#output = output;
    this.#tracks = encoders.map((encoder) => ({ encoder, stream: undefined }));
    check(this.#context.allocOutputContext2(null, output.muxer, output.path));
    check(this.#io.open2Sync(`file:${output.path}`, AVIO_FLAG_WRITE));
    this.#context.pb = this.#io;
  }

  write(packet: Packet, encoder: Encoder): void {
    const track = this.#tracks.find((candidate) => candidate.encoder === encoder);
    if (!track) throw new Error('a packet of an encoder that this file does not have');
    this.#waiting.push({ packet, track });
    if (!this.#isBegun && this.#tracks.some(({ encoder: each }) => !each.isEncoderInitialized))
      return;
    this.#begin();
    for (const waiting of this.#waiting.splice(0)) this.#writeNow(waiting);
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
    for (const track of this.#tracks) track.stream = this.#addStream(track.encoder);
    const options = Dictionary.fromObject({ ...this.#output.muxerOptions });
    check(this.#context.writeHeaderSync(options));
    options.free();
    this.#isBegun = true;
  }

  #addStream(encoder: Encoder): Stream {
    const stream = this.#context.newStream(null);
    const context = encoder.getCodecContext();
    if (!context) throw new Error('the encoder is closed');
    check(stream.codecpar.fromContext(context));
    stream.timeBase = context.timeBase;
    stream.avgFrameRate = context.framerate;
    return stream;
  }

  #writeNow({ packet, track: { encoder, stream } }: { packet: Packet; track: Track }): void {
    const context = encoder.getCodecContext();
    if (!context || !stream) throw new Error('the encoder is closed');
    packet.rescaleTs(context.timeBase, stream.timeBase);
    packet.timeBase = stream.timeBase;
    packet.streamIndex = stream.index;
    check(this.#context.interleavedWriteFrameSync(packet));
    packet.free();
  }
}

function check(result: number): void {
  FFmpegError.throwIfError(result);
}
