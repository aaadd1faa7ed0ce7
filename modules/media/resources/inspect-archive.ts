import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { FileRefused } from '../private-files/refusal.ts';

/** A bomb unpacks a thousandfold; tables and logs rarely more than fiftyfold. */
const mostTimes = 200;

/** Below that even a bomb does nobody harm. */
const harmlessBytes = 50 * 1024 ** 2;

const mostUnpackedBytes = 8 * 1024 ** 3;
const mostEntries = 20_000;
const mostListBytes = 16 * 1024 ** 2;

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

export interface Archive {
  readonly names: ReadonlySet<string>;
  /** Of the first entry when it lies there unpacked and is short: a document's type. */
  readonly firstContent: string | undefined;
}

/**
 * Reads the list of a zip archive (APPNOTE 4.3), and unpacks it into nothing, so that it cannot lie
 * about its size.
 * @throws FileRefused for what is no plain archive, is encrypted, or unpacks to far more than it is
 */
export async function inspectArchive(file: {
  readonly path: string;
  readonly size: number;
}): Promise<Archive> {
  const handle = await open(file.path);
  try {
    const head = await piece(handle, 0, 4);
    if (head.toString('latin1') !== 'PK\x03\x04') throw new FileRefused('name_and_content_differ');
    const entries = entriesOf(await listOf(handle, file.size));
    if (entries.some(({ isEncrypted }) => isEncrypted)) throw new FileRefused('archive_encrypted');
    const allowance = Math.min(mostUnpackedBytes, Math.max(harmlessBytes, file.size * mostTimes));
    const claimed = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
    if (claimed > allowance) throw new FileRefused('archive_bomb');
    let left = allowance;
    for (const entry of entries) left -= await unpackedBytes(handle, file, entry, left);
    const names = new Set(entries.map(({ name }) => name));
    return { names, firstContent: await firstContentOf(handle, entries) };
  } finally {
    await handle.close();
  }
}

/** The list of entries, which the end of the file leads to. */
async function listOf(handle: FileHandle, size: number): Promise<Buffer> {
  const from = Math.max(0, size - 65_557);
  const tail = await piece(handle, from, size - from);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.length) throw new FileRefused('archive_broken');
  const [count, length, at] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  // What needs the 64-bit form has more entries or bytes than are taken.
  if (count > mostEntries || length > mostListBytes) throw new FileRefused('archive_broken');
  // Behind the list is its end and nothing else, nor is there anything between.
  const hasOnlyComment = end + 22 + tail.readUInt16LE(end + 20) === tail.length;
  if (at + length !== from + end || !hasOnlyComment) throw new FileRefused('archive_broken');
  return piece(handle, at, length);
}

function entriesOf(list: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < list.length;) {
    const isEntry = at + 46 <= list.length && list.readUInt32LE(at) === 0x02014b50;
    if (!isEntry) throw new FileRefused('archive_broken');
    const nameLength = list.readUInt16LE(at + 28);
    const further = list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
    entries.push({
      name: list.toString('utf8', at + 46, at + 46 + nameLength),
      isEncrypted: (list.readUInt16LE(at + 8) & 1) === 1,
      method: list.readUInt16LE(at + 10),
      packed: list.readUInt32LE(at + 20),
      unpacked: list.readUInt32LE(at + 24),
      at: list.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + further;
  }
  if (entries.length === 0) throw new FileRefused('archive_broken');
  return entries;
}

/** Where the bytes of an entry begin: behind its own head. */
async function beginOf(handle: FileHandle, { at }: Entry): Promise<number> {
  const head = await piece(handle, at, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) {
    throw new FileRefused('archive_broken');
  }
  return at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}

async function unpackedBytes(
  handle: FileHandle,
  { path, size }: { readonly path: string; readonly size: number },
  entry: Entry,
  left: number,
): Promise<number> {
  const { method, packed, unpacked } = entry;
  const start = await beginOf(handle, entry);
  if (start + packed > size) throw new FileRefused('archive_broken');
  if (method === 0 && packed === unpacked) return packed;
  if (method !== 8) throw new FileRefused('archive_broken');
  if (packed === 0) throw new FileRefused('archive_broken');
  let found = 0;
  const source = createReadStream(path, { start, end: start + packed - 1 });
  const count = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      found += chunk.length;
      if (found > unpacked || found > left) throw new FileRefused('archive_bomb');
    }
  };
  await pipeline(source, createInflateRaw({ chunkSize: 256 * 1024 }), count).catch(
    (error: unknown) => {
      throw error instanceof FileRefused ? error : new FileRefused('archive_broken');
    },
  );
  return found;
}

async function firstContentOf(handle: FileHandle, entries: readonly Entry[]) {
  const first = entries.find(({ at }) => at === 0);
  if (!first || first.method !== 0 || first.packed > 200) return undefined;
  return (await piece(handle, await beginOf(handle, first), first.packed)).toString('latin1');
}

async function piece(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}
