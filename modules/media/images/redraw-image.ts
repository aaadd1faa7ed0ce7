import sharp, { type Sharp } from 'sharp';
import { sniffImage } from '../domain/sniff-image.ts';
import { FileRefused } from '../private-files/refusal.ts';

/** A photo of a good telephone has 12 to 50 million; what claims more is a bomb. */
const maxPixels = 50_000_000;

const seconds = 20;

/** Text on a photographed paper stays readable; longer sides are scaled down to it. */
const documentSide = 4_000;

export const avatarSizes = [64, 128, 512] as const;

// Only what is asked for can be opened, whatever else the library could: its other readers are old
// and large. One image at a time, without a cache: pictures come rarely, and memory is short.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'],
});
sharp.cache(false);
sharp.concurrency(1);

/**
 * A photographed paper drawn anew as a JPEG: whatever else the file was, held or said of its place
 * and camera is gone. It stays upright as the camera meant it.
 * @throws FileRefused
 */
export async function redrawDocument(bytes: Buffer): Promise<Buffer> {
  return drawn(() =>
    opened(bytes)
      .resize(documentSide, documentSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 90, mozjpeg: false })
      .toBuffer(),
  );
}

export interface DrawnAvatar {
  readonly size: number;
  readonly bytes: Buffer;
}

/** A profile picture as squares of all sizes, in WebP, without metadata. @throws FileRefused */
export async function redrawAvatar(bytes: Buffer): Promise<readonly DrawnAvatar[]> {
  const largest = Math.max(...avatarSizes);
  // Decoded once: the smaller ones come from the largest.
  const square: Buffer = await drawn(() =>
    opened(bytes)
      .resize(largest, largest, { fit: 'cover' })
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
  const sizes: DrawnAvatar[] = [];
  for (const size of avatarSizes) {
    const picture = sharp(square).resize(size, size).webp({ quality: 82, effort: 4 });
    sizes.push({ size, bytes: await picture.toBuffer() });
  }
  return sizes;
}

/** Read by nothing but what is asked for. @throws FileRefused for what is no image */
export function opened(bytes: Buffer): Sharp {
  if (!sniffImage(bytes)) throw new FileRefused('not_an_image');
  const options = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true } as const;
  return sharp(bytes, options).autoOrient().timeout({ seconds });
}

/** What the library says of a file is not for people, and speaks of its own insides. */
export async function drawn<Result>(draw: () => Promise<Result>): Promise<Result> {
  return turn(draw).catch((error: unknown) => {
    if (error instanceof FileRefused) throw error;
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    throw new FileRefused(isTooLarge ? 'image_too_large' : 'image_broken');
  });
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that two large pictures never lie in memory together. */
function turn<Result>(work: () => Promise<Result>): Promise<Result> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}
