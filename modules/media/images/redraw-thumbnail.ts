import sharp from 'sharp';
import {
  type ThumbnailFormat,
  thumbnailFormats,
  thumbnailWidths,
} from '../domain/thumbnail-files.ts';
import { drawn, opened } from './redraw-image.ts';

export interface DrawnThumbnail {
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** For programs that read neither AVIF nor WebP, such as those that show a link. */
  readonly jpeg: Buffer;
}

/** Twice as high as wide at most: pages show a part of it anyway. */
const tallest = 2;

/**
 * A thumbnail in all widths and formats, without metadata; a smaller one stays as small as it is.
 * @throws FileRefused
 */
export async function redrawThumbnail(bytes: Buffer): Promise<DrawnThumbnail> {
  const widest = Math.max(...thumbnailWidths);
  // Decoded once: the smaller ones come from the largest.
  const largest = await drawn(() =>
    opened(bytes)
      .resize(widest, widest * tallest, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
  const files = [];
  for (const width of thumbnailWidths) {
    for (const format of thumbnailFormats) {
      const name = `${width}.${format}`;
      files.push({ name, bytes: await drawn(() => inFormat(largest, width, format)) });
    }
  }
  const flat = () => sharp(largest).flatten({ background: '#ffffff' });
  return { files, jpeg: await drawn(() => flat().jpeg({ quality: 82 }).toBuffer()) };
}

/** A turn each, so that an avatar need not wait for all sizes of a thumbnail. */
function inFormat(largest: Buffer, width: number, format: ThumbnailFormat): Promise<Buffer> {
  const picture = sharp(largest).resize(width, width * tallest, {
    fit: 'inside',
    withoutEnlargement: true,
  });
  // More effort takes many times the time, and saves some percent.
  if (format === 'avif') return picture.avif({ quality: 55, effort: 2 }).toBuffer();
  return picture.webp({ quality: 80, effort: 4 }).toBuffer();
}
