import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  openFile,
  SealBroken,
  type SealedFile,
  sealedFileSize,
  sealedLength,
  sealFile,
  sealPart,
} from './sealed-format.ts';

const key = randomBytes(32);
const partSize = 200_000;

function fileOf(size: number, fileId = 'one'): SealedFile {
  return { key, fileId, size, partSize };
}

async function* inPieces(bytes: Buffer, length = 30_001): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function whole(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const seal = (content: Buffer, file = fileOf(content.length)) =>
  whole(sealFile(file, inPieces(content)));
const open = (sealed: Buffer, file: SealedFile) => whole(openFile(file, inPieces(sealed, 70_001)));

describe('a sealed file', () => {
  it.each([1, 65_535, 65_536, 65_537, 199_999, 200_000, 200_001, 650_000])(
    'of %d bytes opens to what was sealed, and has the size that was foretold',
    async (size) => {
      const content = randomBytes(size);
      const sealed = await seal(content);
      expect(sealed.length).toBe(sealedFileSize(fileOf(size)));
      expect((await open(sealed, fileOf(size))).equals(content)).toBe(true);
      if (size > 16) expect(sealed.includes(content.subarray(0, 16))).toBe(false);
    },
  );

  it('opens when its parts came one by one, in any order and twice', async () => {
    const content = randomBytes(500_000);
    const file = fileOf(content.length);
    const part = (number: number) => {
      const from = (number - 1) * partSize;
      return whole(sealPart(file, number, inPieces(content.subarray(from, from + partSize))));
    };
    const [third, first, lost, second] = [
      await part(3),
      await part(1),
      await part(2),
      await part(2),
    ];
    expect(lost.equals(second)).toBe(false);
    expect(first.length).toBe(sealedLength(partSize));
    const opened = await open(Buffer.concat([first, second, third]), file);
    expect(opened.equals(content)).toBe(true);
  });

  it('does not open with a bit changed anywhere', async () => {
    const content = randomBytes(300_000);
    const sealed = await seal(content);
    for (let round = 0; round < 60; round += 1) {
      const altered = Buffer.from(sealed);
      const at = Math.floor((sealed.length * round) / 60);
      altered[at] = (altered[at] ?? 0) ^ (1 << (round % 8));
      await expect(open(altered, fileOf(content.length))).rejects.toThrow(SealBroken);
    }
  });

  it('does not open when it was cut off, made longer, or shortened by whole chunks or parts', async () => {
    const content = randomBytes(500_000);
    const sealed = await seal(content);
    const file = fileOf(content.length);
    const chunk = 65_536 + 16;
    const wrong = [
      sealed.subarray(0, -1),
      sealed.subarray(0, sealed.length - chunk),
      sealed.subarray(0, sealedLength(partSize)),
      Buffer.concat([sealed, Buffer.from('x')]),
      Buffer.concat([sealed.subarray(0, 32 + chunk), sealed.subarray(32)]),
      Buffer.alloc(0),
    ];
    for (const bytes of wrong) await expect(open(bytes, file)).rejects.toThrow(SealBroken);
  });

  it('does not open with its parts exchanged, as another file, or with another key', async () => {
    const content = randomBytes(400_000);
    const sealed = await seal(content);
    const length = sealedLength(partSize);
    const exchanged = Buffer.concat([sealed.subarray(length), sealed.subarray(0, length)]);
    const file = fileOf(content.length);
    await expect(open(exchanged, file)).rejects.toThrow(SealBroken);
    await expect(open(sealed, { ...file, fileId: 'two' })).rejects.toThrow(SealBroken);
    await expect(open(sealed, { ...file, key: randomBytes(32) })).rejects.toThrow(SealBroken);
  });
});
