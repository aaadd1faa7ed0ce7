/** The same picture in another of its sizes; the API gives the one of 128 pixels. */
export function avatarInSize(url: string | undefined, size: 64 | 128 | 512): string | undefined {
  return url?.replace(/\/\d+\.webp$/, `/${size}.webp`);
}
