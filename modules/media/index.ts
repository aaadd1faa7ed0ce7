import type { Ctx, Id } from '@edumaster/kernel';
import type { Cue } from './domain/cue.ts';
import type { FoundPart } from './domain/spoken-words.ts';
import type { MediaPurpose, MediaStatus } from './domain/media-purpose.ts';

export {
  captionsChanged,
  fileStored,
  mediaUploaded,
  resourceStored,
  videoFailed,
  videoPlayable,
  videoTranscoded,
} from './events.ts';

export type { Cue } from './domain/cue.ts';
export type { FoundPart } from './domain/spoken-words.ts';
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

/** A file that learners download. */
export interface Resource {
  readonly id: MediaId;
  readonly ownerId: Id<'user'>;
  readonly status: MediaStatus;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
}

/** Where a player finds a video. Addresses are from the root and signed; null is not made yet. */
export interface Playback {
  readonly manifestUrl: string | null;
  readonly dashUrl: string | null;
  readonly resolutions: readonly { readonly quality: string; readonly url: string }[];
  readonly posterUrl: string | null;
  readonly storyboardUrl: string | null;
  /** No further sizes will join. */
  readonly isComplete: boolean;
  /** How far its preparation is, 0 to 100. */
  readonly progress: number;
  readonly captions: readonly (CaptionTrack & { readonly url: string })[];
  /** RFC 3339; at most ten minutes away: ask again before. */
  readonly expiresAt: string;
}

/** Captions in one language, as learners see them. */
export interface CaptionTrack {
  /** BCP 47. */
  readonly language: string;
  readonly label: string;
  /** Heard by a program, and not yet read by a person. */
  readonly isAutomatic: boolean;
}

/** What is said in a video; text is plain. */
export interface Transcript {
  readonly tracks: readonly CaptionTrack[];
  /** Of the cues. */
  readonly language: string;
  readonly cues: readonly Cue[];
}

/** Where a found cue stands in the order of a search. */
export interface CaptionPlace {
  /** Number of its video among those that are searched, from 1. */
  readonly place: number;
  readonly startMs: number;
  readonly captionId: string;
  readonly position: number;
}

export interface CaptionHit {
  readonly mediaId: MediaId;
  readonly language: string;
  readonly startMs: number;
  readonly parts: readonly FoundPart[];
  readonly place: CaptionPlace;
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
   * What is said in a video, in the language asked for or in another; undefined without captions.
   * Whether the caller may watch is the business of the asking module, as for `searchCaptions`.
   */
  abstract transcript(
    ctx: Ctx,
    input: { mediaId: MediaId; language?: string | undefined },
  ): Promise<Transcript | undefined>;

  /** Where words are said in these videos: in the order of the videos, then of time. */
  abstract searchCaptions(
    ctx: Ctx,
    input: {
      mediaIds: readonly MediaId[];
      /** As it was typed; every word is looked for, or one that begins so. */
      q: string;
      after?: CaptionPlace | undefined;
      limit: number;
    },
  ): Promise<readonly CaptionHit[]>;

  /** Lets a person who teaches with a video look after it (its captions), besides its owner. */
  abstract entrust(ctx: Ctx, input: { mediaId: MediaId; userId: Id<'user'> }): Promise<void>;

  /**
   * Address of an image that everybody may see, such as a thumbnail, from the root and lasting.
   * Only for media of purpose `thumbnail`.
   */
  abstract imageUrl(mediaId: MediaId): string;

  /** The known ones of these media that are files for learners, in no order. */
  abstract resources(ctx: Ctx, input: { ids: readonly MediaId[] }): Promise<readonly Resource[]>;

  /**
   * Where such a file is downloaded, as an attachment of this name: from the root or absolute, and
   * signed. Whether the caller may is the business of the asking module.
   */
  abstract downloadUrl(
    ctx: Ctx,
    input: { mediaId: MediaId; filename: string },
  ): { readonly url: string; readonly expiresAt: string };

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
