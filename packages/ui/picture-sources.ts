/** Widths that course pictures are made in; `/images/<media>/<width>.<format>` is each of them. */
const widths = [320, 640, 960, 1280];

export interface PictureSource {
  readonly type: 'image/avif' | 'image/webp';
  readonly srcSet: string;
}

/** The same picture in the formats and sizes that it is made in, the smallest format first. */
export function pictureSources(imageUrl: string): readonly PictureSource[] {
  // A picture of somewhere else is what it is.
  if (!/^\/images\/[0-9a-f-]{36}$/.test(imageUrl)) return [];
  const srcSet = (format: string) =>
    widths.map((width) => `${imageUrl}/${width}.${format} ${width}w`).join(', ');
  return [
    { type: 'image/avif', srcSet: srcSet('avif') },
    { type: 'image/webp', srcSet: srcSet('webp') },
  ];
}
