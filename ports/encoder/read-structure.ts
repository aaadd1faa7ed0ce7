import { type FileHandle, open } from 'node:fs/promises';
import type { ByteRange, Fragment, FragmentedFile } from './fragmented-mp4.ts';
import { boxHeader, boxHeaderBytes } from './mp4-boxes.ts';

/** Walks the boxes of the file; media data is skipped over. */
export async function readStructure(path: string): Promise<FragmentedFile> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let moov: Buffer | undefined;
    let index: ByteRange | undefined;
    let initEnd = 0;
    let fragmentStart = 0;
    let moof: Pick<Fragment, 'moof' | 'moofOffset'> | undefined;
    const fragments: Fragment[] = [];
    for (let at = 0; at < size;) {
      const { type, headerBytes, bytes } = boxHeader(await readAt(file, at, boxHeaderBytes));
      const content = { offset: at + headerBytes, length: bytes - headerBytes };
      if (at + bytes > size) throw new Error(`${path} is cut off in ${type}`);
      at += bytes;
      if (type === 'moov') {
        moov = await readAt(file, content.offset, content.length);
        initEnd = at;
        fragmentStart = at;
      }
      // Our own; those of an encoder lie behind the first fragment, or there is none.
      if (type === 'sidx' && moov && fragments.length === 0) {
        index = { offset: at - bytes, length: bytes };
        fragmentStart = at;
      }
      if (type === 'moof') {
        const box = await readAt(file, content.offset, content.length);
        moof = { moof: box, moofOffset: at - bytes };
      }
      if (type === 'mdat' && moof) {
        fragments.push({ offset: fragmentStart, length: at - fragmentStart, ...moof });
        fragmentStart = at;
        moof = undefined;
      }
    }
    if (!moov || fragments.length === 0) throw new Error(`${path} has no media in it`);
    if (fragmentStart !== size) throw new Error(`${path} has more after its last fragment`);
    return { bytes: size, init: { offset: 0, length: initEnd }, index, moov, fragments };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
