import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chunk, EncodedFile, EncodePlan, Rendition } from './encoder.ts';
import { boxesIn, boxHeader, boxHeaderBytes, findBox, requireBox } from './mp4-boxes.ts';
import { trackDescription } from './mp4-track.ts';
import { readStructure } from './read-structure.ts';
import { readTracks } from './read-encoded-files.ts';
import { fragmentedTrack } from './fragmented-mp4.ts';
import { ChunksDiffer, EncoderFailed } from './refusals.ts';
import { trackFileName } from './recipe.ts';

export interface JoinRequest {
  /** That of the whole; its folder takes the joined file. */
  readonly plan: EncodePlan;
  readonly rendition: Rendition;
  readonly chunks: readonly Chunk[];
  /** A path for each chunk; one that lies behind the last picture is missing or empty. */
  readonly files: readonly string[];
}

/**
 * Puts the chunks of one size together. The media stays byte for byte as it is: only the number and
 * the time of each fragment change.
 * @throws EncoderFailed when a chunk has not exactly its pictures, ChunksDiffer when it was made in
 *   another way
 */
export async function joinChunks(request: JoinRequest): Promise<EncodedFile> {
  const { plan, rendition, chunks, files } = request;
  const { outputFolder } = plan;
  const output = await open(join(outputFolder, trackFileName(rendition.name)), 'w');
  try {
    await appendAll(output, request);
    await output.datasync();
  } finally {
    await output.close();
  }
  const wanted = { outputFolder, videos: [rendition.name], sounds: [], origin: 'encoded' } as const;
  const [joined] = await readTracks(wanted);
  if (!joined)
    throw new EncoderFailed(`nothing was joined of ${chunks.length} and ${files.length}`);
  return joined;
}

async function appendAll(output: FileHandle, { plan, chunks, files }: JoinRequest): Promise<void> {
  let description: Buffer | undefined;
  let sequence = 0;
  let endedAt: number | undefined;
  for (const [index, chunk] of chunks.entries()) {
    const path = files[index];
    const structure = path && (await isThere(path)) ? await readStructure(path) : undefined;
    const { samples } = structure ? fragmentedTrack(structure) : { samples: 0 };
    if (samples > 0 && endedAt !== undefined) {
      throw new EncoderFailed(`chunk ${endedAt} has not all of its pictures, and more follow`);
    }
    if (chunk.frames !== null && samples !== chunk.frames) {
      // The sound of a video may be longer than its pictures: it ends in the midst of a chunk then.
      if (samples > chunk.frames || index === 0) {
        throw new EncoderFailed(`chunk ${index + 1} has ${samples} pictures, not ${chunk.frames}`);
      }
      endedAt = index + 1;
    }
    if (!structure || !path) continue;
    const entry = requireBox(structure.moov, 'trak/mdia/minf/stbl/stsd');
    if (description && !entry.equals(description)) {
      throw new ChunksDiffer(`chunk ${index + 1} was encoded in another way than the first`);
    }
    const shift = timeOf(chunk, plan, trackDescription(structure.moov).timescale);
    if (!description) await copyInit(output, path, structure.init.length);
    description = entry;
    sequence = await append(output, path, { from: structure.init.length, shift, sequence });
  }
}

async function isThere(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return (found?.size ?? 0) > 0;
}

/** Computed from the beginning for each chunk, so that roundings do not add up. */
function timeOf({ firstFrame }: Chunk, { video }: EncodePlan, timescale: number): bigint {
  const { numerator, denominator } = video.frameRate;
  return BigInt(Math.round((firstFrame * denominator * timescale) / numerator));
}

interface Place {
  /** Byte of the chunk's file. */
  readonly from: number;
  readonly shift: bigint;
  /** Of the last fragment before. */
  readonly sequence: number;
}

async function append(output: FileHandle, path: string, place: Place): Promise<number> {
  const input = await open(path, 'r');
  try {
    const { size } = await input.stat();
    let { sequence } = place;
    for (let at = place.from; at < size;) {
      const { type, bytes } = boxHeader(await readAt(input, at, boxHeaderBytes));
      // Not the index of the chunk: the whole gets its own.
      if (type === 'moof') {
        sequence += 1;
        const moof = await readAt(input, at, bytes);
        moveFragment(moof, place.shift, sequence);
        await output.write(moof);
      } else if (type !== 'sidx') {
        await copyRange(input, output, { offset: at, length: bytes });
      }
      at += bytes;
    }
    return sequence;
  } finally {
    await input.close();
  }
}

async function copyInit(output: FileHandle, path: string, length: number): Promise<void> {
  const input = await open(path, 'r');
  try {
    await copyRange(input, output, { offset: 0, length });
  } finally {
    await input.close();
  }
}

/** `mfhd` holds the number of the fragment, `tfdt` the time of its first picture (14496-12 8.8.5, 8.8.12). */
function moveFragment(moof: Buffer, shift: bigint, sequence: number): void {
  const [box] = boxesIn(moof);
  if (!box) throw new Error('an empty fragment');
  const mfhd = requireBox(box.content, 'mfhd');
  mfhd.writeUInt32BE(sequence, 4);
  const tfdt = findBox(box.content, 'traf/tfdt');
  if (!tfdt) throw new Error('a fragment without a time');
  if (tfdt[0] === 1) tfdt.writeBigUInt64BE(tfdt.readBigUInt64BE(4) + shift, 4);
  else tfdt.writeUInt32BE(tfdt.readUInt32BE(4) + Number(shift), 4);
}

const copiedBytes = 1024 ** 2;

async function copyRange(
  input: FileHandle,
  output: FileHandle,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<void> {
  for (let done = 0; done < length;) {
    const part = await readAt(input, offset + done, Math.min(copiedBytes, length - done));
    if (part.length === 0) throw new Error('a chunk ends before its last fragment');
    await output.write(part);
    done += part.length;
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
