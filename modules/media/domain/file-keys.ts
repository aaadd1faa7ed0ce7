import type { MediaPurpose } from './media-purpose.ts';

/**
 * Where the uploaded file lies. Images that everybody may see have a place of their own: what is
 * below `images/` is public, and nothing else ever is.
 */
export function sourceKey(mediaId: string, purpose: MediaPurpose): string {
  return purpose === 'thumbnail' ? imageKey(mediaId) : `media/${mediaId}/source`;
}

export function imageKey(mediaId: string): string {
  return `images/${mediaId}`;
}

/** A file that players fetch, by the name that playlists call it. */
export function deliveryKey(assetId: string, name: string): string {
  return `media/${assetId}/play/${name}`;
}
