import { isPrivate, type MediaPurpose } from './media-purpose.ts';

/** Where the uploaded file lies, in the ingest store. */
export function sourceKey(mediaId: string, purpose: MediaPurpose): string {
  if (isPrivate(purpose)) return `private/${mediaId}/source`;
  return `media/${mediaId}/source`;
}

/**
 * Where an image lies that everybody may see, in the delivery store: what is below `images/` is
 * public, and nothing else but profile pictures ever is.
 */
export function imageKey(mediaId: string): string {
  return `images/${mediaId}`;
}

/** A thumbnail in one of its sizes and formats: public. */
export function thumbnailKey(mediaId: string, file: string): string {
  return `thumbnails/${mediaId}/${file}`;
}

/** A file of a course as it is downloaded, in the delivery store. */
export function resourceKey(mediaId: string): string {
  return `resources/${mediaId}/file`;
}

/** A document as it is kept: encrypted, never served but to those who review. */
export function documentKey(mediaId: string): string {
  return `private/${mediaId}/document`;
}

/** A profile picture in one of its sizes: public. */
export function avatarKey(mediaId: string, size: number): string {
  return `avatars/${mediaId}/${size}.webp`;
}

/** A file that players fetch, by the name that playlists call it. */
export function deliveryKey(assetId: string, name: string): string {
  return `media/${assetId}/play/${name}`;
}

/**
 * The name of a file of one edition: those of a later one lie beside those that play. The first has
 * plain names.
 */
export function nameInEdition(name: string, edition: number): string {
  return edition === 1 ? name : `e${edition}-${name}`;
}

/** The edition that a file belongs to by its name; undefined for what belongs to all of them. */
export function editionOfName(name: string): number | undefined {
  const numbered = /^e(\d+)-/.exec(name)?.[1];
  if (numbered) return Number(numbered);
  return /^(?:master|manifest|audio|\d+p)\b/.test(name) ? 1 : undefined;
}

export interface ChunkPlace {
  readonly assetId: string;
  readonly edition: number;
  readonly step: string;
  /** Of another encoder a chunk is another file. */
  readonly encoder: string;
  readonly number: number;
}

/** Where the chunks of a video wait to be joined; never served. */
export function chunksPrefix(assetId: string): string {
  return `media/${assetId}/chunks/`;
}

export function chunkKey(place: ChunkPlace, quality: string): string {
  const { assetId, edition, step, number } = place;
  const encoder = place.encoder.replaceAll(/[^\w.-]+/g, '-');
  return `${chunksPrefix(assetId)}${edition}/${step}/${encoder}/${number}/${quality}.mp4`;
}
