/**
 * The fragments of a piece with times from 0, in place. Those of the whole track would have programs
 * that decode the piece begin with minutes of silence, or not, each in its own way.
 */
export function rebaseFragments(bytes: Buffer): void {
  let base: bigint | undefined;
  for (const moof of boxesIn(bytes, 0, bytes.length, 'moof')) {
    for (const traf of boxesIn(bytes, moof.start, moof.end, 'traf')) {
      for (const { start } of boxesIn(bytes, traf.start, traf.end, 'tfdt')) {
        // Version 1 has 64 bits (ISO/IEC 14496-12, 8.8.12); flags fill the first word.
        const isLong = bytes.readUInt8(start) === 1;
        const at = start + 4;
        const time = isLong ? bytes.readBigUInt64BE(at) : BigInt(bytes.readUInt32BE(at));
        base ??= time;
        const rebased = time > base ? time - base : 0n;
        if (isLong) bytes.writeBigUInt64BE(rebased, at);
        else bytes.writeUInt32BE(Number(rebased), at);
      }
    }
  }
}

interface Box {
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

function boxesIn(bytes: Buffer, from: number, to: number, type: string): readonly Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const size = bytes.readUInt32BE(at);
    // Neither 64-bit sizes nor boxes up to the end occur in segments of seconds.
    if (size < 8 || at + size > to) break;
    if (bytes.toString('latin1', at + 4, at + 8) === type)
      boxes.push({ start: at + 8, end: at + size });
    at += size;
  }
  return boxes;
}
