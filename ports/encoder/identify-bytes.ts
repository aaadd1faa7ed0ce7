import type { VideoRefusalCode } from './refusals.ts';

/** The containers that we take, named as FFmpeg's demuxers are. */
export type Container = 'mov' | 'matroska' | 'avi' | 'mpegts';

export type Identity = { readonly container: Container } | { readonly refusal: VideoRefusalCode };

/** How many bytes of a file `identifyBytes` wants to see. */
export const identifiedBytes = 4096;

/** Tells by the first bytes what a file is, whatever its name says. */
export function identifyBytes(head: Buffer): Identity {
  if (head.length === 0) return { refusal: 'empty' };
  const container = containerOf(head);
  if (container !== undefined) return { container };
  return { refusal: refusals.find(({ matches }) => matches(head))?.refusal ?? 'not_a_video' };
}

function containerOf(head: Buffer): Container | undefined {
  if (isIsoMedia(head)) return 'mov';
  if (isMatroska(head)) return 'matroska';
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'AVI ') return 'avi';
  if (isTransportStream(head)) return 'mpegts';
  return undefined;
}

const firstBoxes = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];
const pictureBrands = ['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis'];

/** ISO/IEC 14496-12 and QuickTime: a box of a plausible size; HEIC and AVIF pictures are not meant. */
function isIsoMedia(head: Buffer): boolean {
  if (head.length < 12 || !firstBoxes.includes(ascii(head, 4, 8))) return false;
  const size = head.readUInt32BE(0);
  return (size === 1 || size === 0 || size >= 8) && !isPictureBrand(head);
}

function isPictureBrand(head: Buffer): boolean {
  return ascii(head, 4, 8) === 'ftyp' && pictureBrands.includes(ascii(head, 8, 12));
}

/** EBML with the document type (element 0x4282) of Matroska or WebM near the start. */
function isMatroska(head: Buffer): boolean {
  if (head.length < 16 || head.readUInt32BE(0) !== 0x1a45dfa3) return false;
  const at = head.subarray(0, 256).indexOf(Buffer.from([0x42, 0x82]));
  return at > 0 && /^.(webm|matroska)/s.test(ascii(head, at + 2, at + 11));
}

/** Packets of 188 bytes (192 on Blu-ray and AVCHD, after a time code) that begin with 0x47. */
function isTransportStream(head: Buffer): boolean {
  const beats = (start: number, packet: number): boolean =>
    head.length > start + 3 * packet &&
    [0, 1, 2, 3].every((index) => head[start + index * packet] === 0x47);
  return beats(0, 188) || beats(4, 192);
}

const refusals: { refusal: VideoRefusalCode; matches: (head: Buffer) => boolean }[] = [
  {
    refusal: 'playlist',
    matches: (head) =>
      /^(\ufeff)?\s*(#EXTM3U|\[playlist\]|<\?xml[^>]*>\s*<MPD|<MPD)/i.test(head.toString('utf8')),
  },
  { refusal: 'picture', matches: isPicture },
  { refusal: 'sound_only', matches: isSound },
  { refusal: 'unknown_container', matches: isOtherVideo },
];

function isPicture(head: Buffer): boolean {
  const start = head.subarray(0, 4).toString('hex');
  return (
    start.startsWith('ffd8ff') ||
    start === '89504e47' ||
    ascii(head, 0, 4) === 'GIF8' ||
    ascii(head, 0, 2) === 'BM' ||
    ['49492a00', '4d4d002a'].includes(start) ||
    (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') ||
    isPictureBrand(head)
  );
}

function isSound(head: Buffer): boolean {
  return (
    ascii(head, 0, 3) === 'ID3' ||
    ascii(head, 0, 4) === 'fLaC' ||
    (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WAVE') ||
    (head.length > 1 && head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && head[1] !== 0xff)
  );
}

/** FLV, Ogg, ASF (WMV), RealMedia and MPEG program streams. */
function isOtherVideo(head: Buffer): boolean {
  return (
    ['FLV', 'Ogg', '.RM'].includes(ascii(head, 0, 3)) ||
    ['3026b275', '000001ba'].includes(head.subarray(0, 4).toString('hex'))
  );
}

function ascii(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('latin1', start, end);
}
