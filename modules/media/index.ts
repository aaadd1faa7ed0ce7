import type { Ctx, Id } from '@edumaster/kernel';
import type { MediaPurpose, MediaStatus } from './domain/media-purpose.ts';

export {
  captionsChanged,
  fileStored,
  mediaUploaded,
  videoFailed,
  videoPlayable,
  videoTranscoded,
} from './events.ts';

export type { MediaPurpose, MediaStatus } from './domain/media-purpose.ts';

export type MediaId = Id<'media'>;

export interface MediaSummary {
  readonly id: MediaId;
  readonly ownerId: Id<'user'>;
  readonly purpose: MediaPurpose;
  readonly status: MediaStatus;
  /** Null until it is known. */
  readonly durationSeconds: number | null;
}

/** Where a player finds a video. Addresses are from the root and signed; null is not made yet. */
export interface Playback {
  readonly manifestUrl: string | null;
  readonly dashUrl: string | null;
  readonly resolutions: readonly { readonly quality: string; readonly url: string }[];
  readonly posterUrl: string | null;
  readonly storyboardUrl: string | null;
  readonly captions: readonly { readonly language: string; readonly url: string }[];
  /** RFC 3339; at most ten minutes away: ask again before. */
  readonly expiresAt: string;
}

/** Uploads, encodes and signed playback. */
export abstract class Media {
  /** The known ones of these media of the tenant, in no order. */
  abstract describe(ctx: Ctx, input: { ids: readonly MediaId[] }): Promise<readonly MediaSummary[]>;

  /**
   * Fresh signed addresses. Whether the caller may watch is the business of the asking module.
   * While the video is being prepared they are null.
   * @throws AppError `media_not_found`, `media_not_playable` (409: its file failed)
   */
  abstract playback(ctx: Ctx, input: { mediaId: MediaId }): Promise<Playback>;

  /**
   * Address of an image that everybody may see, such as a thumbnail, from the root and lasting.
   * Only for media of purpose `thumbnail`.
   */
  abstract imageUrl(mediaId: MediaId): string;

  /**
   * Takes a file of this machine over as if its owner had uploaded it, for demo data and imports;
   * what follows (probe, encode, events) is the same. The file at `path` may be moved.
   */
  abstract ingest(
    ctx: Ctx,
    input: {
      readonly ownerId: Id<'user'>;
      /** Absolute. */
      readonly path: string;
      readonly filename: string;
      readonly purpose: MediaPurpose;
    },
  ): Promise<MediaId>;
}
