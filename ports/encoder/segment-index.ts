import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type FragmentedFile, fragmentedTrack, type Segment } from './fragmented-mp4.ts';

export interface IndexedTrack {
  /** Units a second. */
  readonly timescale: number;
  readonly segments: readonly Segment[];
}

const headerBytes = 40;
const entryBytes = 12;

/** Starts with a closed group of pictures: a stream access point of type 1. */
const startsWithSap = 0x9000_0000;

/**
 * `sidx`, 14496-12 8.16.3: where each segment lies and how long it lasts, so that players of DASH
 * need no list of segments in the manifest. Nothing lies between it and the first segment, and time
 * begins at 0.
 */
export function segmentIndex({ timescale, segments }: IndexedTrack): Buffer {
  const box = Buffer.alloc(headerBytes + segments.length * entryBytes);
  box.writeUInt32BE(box.length, 0);
  box.write('sidx', 4, 'latin1');
  // Version 1: times and offsets of 64 bits, both 0.
  box.writeUInt32BE(0x0100_0000, 8);
  box.writeUInt32BE(1, 12);
  box.writeUInt32BE(timescale, 16);
  box.writeUInt16BE(segments.length, 38);
  let seconds = 0;
  segments.forEach(({ length, durationSeconds }, index) => {
    // Rounded ends instead of rounded lengths: no error adds up.
    const begin = Math.round(seconds * timescale);
    seconds += durationSeconds;
    const at = headerBytes + index * entryBytes;
    box.writeUInt32BE(length, at);
    box.writeUInt32BE(Math.round(seconds * timescale) - begin, at + 4);
    box.writeUInt32BE(startsWithSap, at + 8);
  });
  return box;
}

/** Puts the index between the init segment and the first fragment; the file is seen old or new. */
export async function insertSegmentIndex(path: string, file: FragmentedFile): Promise<void> {
  const { description, init, segments } = fragmentedTrack(file);
  const box = segmentIndex({ timescale: description.timescale, segments });
  const indexed = `${path}.indexed`;
  await pipeline(async function* () {
    yield* createReadStream(path, { end: init.length - 1 });
    yield box;
    yield* createReadStream(path, { start: init.length, highWaterMark: 1024 ** 2 });
  }, createWriteStream(indexed));
  await rename(indexed, path);
}
