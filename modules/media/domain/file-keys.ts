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
