import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { lengthOfPart, partNumbers } from '../domain/upload-parts.ts';

const chunkBytes = 64 * 1024;
const tagBytes = 16;
const saltBytes = 32;

/**
 * A file as it lies encrypted on the disk: its parts one after the other, each a random salt and
 * then chunks of 64 KiB, every chunk with the tag of AES-256-GCM behind it.
 *
 * The salt makes a key of its own for each time that a part is sent, so that a part which comes
 * twice never uses a key and a counter twice. What a chunk is authenticated with says of which file
 * and part it is and how long these are, so that no chunk can be cut off, moved or exchanged.
 */
export interface SealedFile {
  readonly key: Buffer;
  readonly fileId: string;
  /** Of the content, not of what lies on the disk. */
  readonly size: number;
  readonly partSize: number;
}

/** Bytes on the disk of so many bytes of one part. */
export function sealedLength(plainBytes: number): number {
  return saltBytes + plainBytes + Math.ceil(plainBytes / chunkBytes) * tagBytes;
}

/** The same of the whole file. */
export function sealedFileSize(file: Pick<SealedFile, 'size' | 'partSize'>): number {
  return partNumbers(file).reduce(
    (sum, number) => sum + sealedLength(lengthOfPart(file, number) ?? 0),
    0,
  );
}

/** One part; of a body that is longer or shorter than it should be it gives another length. */
export async function* sealPart(
  file: SealedFile,
  number: number,
  body: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes);
  yield salt;
  const part = { key: partKey(file, salt), context: contextOf(file, number) };
  let index = 0;
  for await (const chunk of inChunks(body, () => chunkBytes)) yield sealChunk(part, index++, chunk);
}

/** A whole file, in its parts. */
export async function* sealFile(
  file: SealedFile,
  body: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let number = 0;
  const ofPart = () => lengthOfPart(file, number + 1) ?? file.partSize;
  for await (const part of inChunks(body, ofPart)) {
    number += 1;
    yield* sealPart(file, number, asBody(part));
  }
}

/** The content; a chunk is given only when it is known to be ours. @throws SealBroken */
export async function* openFile(
  file: SealedFile,
  sealed: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const lengths = piecesOf(file);
  let next = 0;
  let part: PartKey | undefined;
  for await (const piece of inChunks(sealed, () => lengths[next]?.length ?? 1)) {
    const expected = lengths[next++];
    if (!expected || piece.length !== expected.length) throw new SealBroken(file.fileId);
    if (expected.index === 'salt') {
      part = { key: partKey(file, piece), context: contextOf(file, expected.number) };
    } else if (part) {
      yield openChunk(part, expected.index, piece, file.fileId);
    }
  }
  if (next !== lengths.length) throw new SealBroken(file.fileId);
}

/** What lies on the disk was altered, cut off, or is another file's. */
export class SealBroken extends Error {
  constructor(fileId: string) {
    super(`the encrypted file ${fileId} is not what was written`);
    this.name = 'SealBroken';
  }
}

interface PartKey {
  readonly key: Buffer;
  readonly context: Buffer;
}

function partKey({ key }: SealedFile, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'edumaster/sealed part', 32));
}

function contextOf(file: SealedFile, number: number): Buffer {
  const length = lengthOfPart(file, number) ?? 0;
  return Buffer.from(`1 ${file.fileId} ${number} ${length} ${file.size}`);
}

function sealChunk({ key, context }: PartKey, index: number, chunk: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(context);
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(part: PartKey, index: number, sealed: Buffer, fileId: string): Buffer {
  const { key, context } = part;
  const options = { authTagLength: tagBytes };
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), options).setAAD(context);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const body = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
    return Buffer.concat([body, decipher.final()]);
  } catch {
    throw new SealBroken(fileId);
  }
}

/** The number of the chunk in the part: the key is the part's alone. */
function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

interface Piece {
  readonly number: number;
  readonly index: number | 'salt';
  readonly length: number;
}

function piecesOf(file: SealedFile): Piece[] {
  return partNumbers(file).flatMap((number) => {
    const length = lengthOfPart(file, number) ?? 0;
    const chunks = Array.from({ length: Math.ceil(length / chunkBytes) }, (_, index) => ({
      number,
      index,
      length: Math.min(chunkBytes, length - index * chunkBytes) + tagBytes,
    }));
    return [{ number, index: 'salt' as const, length: saltBytes }, ...chunks];
  });
}

async function* asBody(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** The same bytes in pieces of the length that is asked for each time; the last may be shorter. */
async function* inChunks(
  body: AsyncIterable<Buffer>,
  nextLength: () => number,
): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let held = 0;
  for await (const bytes of body) {
    pending.push(bytes);
    held += bytes.length;
    while (held > 0 && held >= nextLength()) {
      const length = nextLength();
      const all = pending.length === 1 ? (pending[0] ?? bytes) : Buffer.concat(pending);
      pending = [all.subarray(length)];
      held -= length;
      yield all.subarray(0, length);
    }
  }
  if (held > 0) yield Buffer.concat(pending);
}
