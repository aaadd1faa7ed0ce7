import { globSync, readFileSync } from 'node:fs';
import { boxesIn, findBox } from './mp4-boxes.ts';

/** Surgery on files, and looks at the machine, for the contract suite. */

/** Turns the first video track of an MP4 by its track header (ISO/IEC 14496-12 8.3.2). */
export function turnedClockwise(mp4: Buffer): Buffer {
  const turned = Buffer.from(mp4);
  const moov = findBox(turned, 'moov');
  const trak = boxesIn(moov ?? turned).find(
    ({ type, content }) => type === 'trak' && findBox(content, 'mdia/minf/vmhd'),
  );
  const tkhd = trak && findBox(trak.content, 'tkhd');
  if (!tkhd || tkhd[0] !== 0) throw new Error('no track header of version 0');
  const height = tkhd.readUInt32BE(80);
  const matrix = [0, 0x1_0000, 0, -0x1_0000, 0, 0, height, 0, 0x4000_0000];
  for (const [index, value] of matrix.entries()) tkhd.writeInt32BE(value, 40 + index * 4);
  return turned;
}

/** Blanks the element Duration (0x4489, a double) of a WebM with one of type Void (0xec). */
export function withoutDuration(webm: Buffer): Buffer {
  const at = webm.indexOf(Buffer.from([0x44, 0x89, 0x88]));
  if (at < 0) throw new Error('no duration to remove');
  const blank = Buffer.from(webm);
  blank.set([0xec, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 0], at);
  return blank;
}

/**
 * Lets a WebM with VP8, of a width and height from 256 to 16383, claim to be a square of another
 * size: in the container (PixelWidth 0xb0, PixelHeight 0xba, two bytes) and in each key frame (two
 * numbers of 14 bits after the start code, RFC 6386 9.1).
 */
export function claimingSize(webm: Buffer, side: number): Buffer {
  const claiming = Buffer.from(webm);
  for (const element of [0xb0, 0xba]) {
    claiming.writeUInt16BE(side, claiming.indexOf(Buffer.from([element, 0x82])) + 2);
  }
  const startCode = Buffer.from([0x9d, 0x01, 0x2a]);
  for (let at = claiming.indexOf(startCode); at >= 0; at = claiming.indexOf(startCode, at + 7)) {
    claiming.writeUInt16LE(side, at + 3);
    claiming.writeUInt16LE(side, at + 5);
  }
  return claiming;
}

/** Whether the first sample of a segment is marked as a key frame (ISO/IEC 14496-12 8.8.8). */
export function beginsWithKeyFrame(segment: Buffer): boolean {
  const trun = findBox(segment, 'moof/traf/trun');
  if (!trun || !(trun.readUInt32BE(0) & 0x4)) return false;
  const firstSampleFlags = trun.readUInt32BE(12);
  return (firstSampleFlags & 0x1_0000) === 0;
}

/** What a segment index of version 1 says of each segment (ISO/IEC 14496-12 8.16.3). */
export function indexEntries(sidx: Buffer): { length: number; durationSeconds: number }[] {
  if (sidx.toString('latin1', 4, 8) !== 'sidx' || sidx[8] !== 1) throw new Error('no such index');
  const timescale = sidx.readUInt32BE(16);
  return Array.from({ length: sidx.readUInt16BE(38) }, (_, index) => ({
    length: sidx.readUInt32BE(40 + index * 12) & 0x7fff_ffff,
    durationSeconds: sidx.readUInt32BE(44 + index * 12) / timescale,
  }));
}

/** Size in the first frame header (SOF0 to SOF2) of a JPEG. */
export function jpegSize(jpeg: Buffer): { width: number; height: number } {
  if (jpeg.readUInt16BE(0) !== 0xffd8) throw new Error('not a JPEG');
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg.readUInt16BE(at);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
    }
  }
  throw new Error('a JPEG without a frame');
}

/** Processes of this machine whose command line holds a text. */
export function processesNaming(text: string): string[] {
  return globSync('/proc/[0-9]*/cmdline').filter((path) => {
    try {
      return readFileSync(path, 'utf8').includes(text);
    } catch {
      // It ended between the listing and the look.
      return false;
    }
  });
}
