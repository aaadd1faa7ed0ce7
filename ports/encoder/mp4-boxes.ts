/** A box of ISO/IEC 14496-12: its content, and where it lies in the bytes that were walked. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly content: Buffer;
}

export interface BoxHeader {
  readonly type: string;
  readonly headerBytes: number;
  readonly bytes: number;
}

/** The largest header: a size of 32 bits, a type, a size of 64 bits. */
export const boxHeaderBytes = 16;

/** Reads a header; `bytes` includes it. A box of size 0 (up to the end of the file) is refused. */
export function boxHeader(bytes: Buffer): BoxHeader {
  if (bytes.length < 8) throw new Error('an MP4 box is cut off');
  const type = bytes.toString('latin1', 4, 8);
  const size = bytes.readUInt32BE(0);
  const isLong = size === 1;
  const total = isLong ? Number(bytes.readBigUInt64BE(8)) : size;
  const headerBytes = isLong ? 16 : 8;
  if (total < headerBytes) throw new Error(`an MP4 box ${type} of ${total} bytes`);
  return { type, headerBytes, bytes: total };
}

export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let start = 0; start + 8 <= bytes.length;) {
    const header = boxHeader(bytes.subarray(start, start + boxHeaderBytes));
    const end = start + header.bytes;
    if (end > bytes.length) throw new Error(`the MP4 box ${header.type} is cut off`);
    const content = bytes.subarray(start + header.headerBytes, end);
    boxes.push({ type: header.type, start, end, content });
    start = end;
  }
  return boxes;
}

/** The content of the first box at a path such as `trak/mdia/mdhd`. */
export function findBox(bytes: Buffer, path: string): Buffer | undefined {
  return path
    .split('/')
    .reduce<Buffer | undefined>(
      (inside, type) => inside && boxesIn(inside).find((box) => box.type === type)?.content,
      bytes,
    );
}

export function requireBox(bytes: Buffer, path: string): Buffer {
  const box = findBox(bytes, path);
  if (!box) throw new Error(`the MP4 has no ${path}`);
  return box;
}
