export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

/** How many bytes `sniffImage` wants to see. */
export const sniffedBytes = 12;

/** What an image is by its first bytes; undefined for anything that is not served as an image. */
export function sniffImage(head: Buffer): ImageType | undefined {
  if (head.subarray(0, 8).equals(pngSignature)) return 'image/png';
  if (head.subarray(0, 3).equals(jpegStart)) return 'image/jpeg';
  const isWebp =
    head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'image/webp' : undefined;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
