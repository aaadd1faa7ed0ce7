import { type Encoder, FFmpegError, type FilterAPI, type Frame, type Packet } from 'node-av';
import { AVERROR_EOF, EOF } from 'node-av/constants';

interface Source<Item> {
  receiveSync(): Item | typeof EOF | null;
}

/** Everything that a stage gives by now: pictures, sound or packets. */
export function* drain<Item extends object>(source: Source<Item>): Generator<Item> {
  for (
    let item = source.receiveSync();
    item !== null && item !== EOF;
    item = source.receiveSync()
  ) {
    yield item as Item;
  }
}

/**
 * Through a filter; null ends it. Each frame that comes out is freed after its turn. A filter that has
 * all that it wants, as at the end of a chunk, takes no more, and what it is given is left out.
 */
export function* filtered(filter: FilterAPI, frame: Frame | null): Generator<Frame> {
  try {
    filter.processSync(frame);
  } catch (error) {
    if (error instanceof FFmpegError && error.code === AVERROR_EOF) return;
    throw error;
  }
  for (const result of drain<Frame>(filter)) {
    yield result;
    result.free();
  }
}

/** Through an encoder; null ends it. */
export function* encoded(encoder: Encoder, frame: Frame | null): Generator<Packet> {
  encoder.encodeSync(frame);
  yield* drain<Packet>(encoder);
}
