/** Widths that a thumbnail is made in: a card, a card of twice the density, a page, and its double. */
export const thumbnailWidths = [320, 640, 960, 1280] as const;

const types = { avif: 'image/avif', webp: 'image/webp' } as const;

export type ThumbnailFormat = keyof typeof types;

export const thumbnailFormats = ['avif', 'webp'] as const satisfies ThumbnailFormat[];

/** `640.avif`; undefined for what is no file of a thumbnail. */
export function thumbnailType(file: string): (typeof types)[ThumbnailFormat] | undefined {
  const [, width, format] = /^(\d+)\.(avif|webp)$/.exec(file) ?? [];
  const isKnown = thumbnailWidths.some((known) => String(known) === width);
  return isKnown ? types[format as ThumbnailFormat] : undefined;
}
