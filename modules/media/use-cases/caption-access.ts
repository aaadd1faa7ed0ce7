import { AppError } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { may, type Permission } from '@edumaster/policy';
import { canonicalLanguage } from '../domain/caption-track.ts';
import type { CaptionedVideo } from '../policy.ts';
import { type Caption, findCaption, lockCaption } from '../store/caption-store.ts';
import { findVideo, type KeptVideo } from '../store/video-store.ts';

export interface NamedTrack {
  readonly mediaId: string;
  /** As it was written; `pt-br` is `pt-BR`. */
  readonly language: string;
}

/** @throws AppError `media_not_found`, also for somebody else's */
export async function openVideo(
  tx: Tx,
  mediaId: string,
  permission: Permission<CaptionedVideo>,
): Promise<KeptVideo> {
  const video = await findVideo(tx, mediaId);
  if (!video || !may(tx.ctx.actor, permission, video)) throw new AppError('media_not_found');
  return video;
}

/** @throws AppError as `openVideo`, `captions_not_found` */
export async function openCaption(
  tx: Tx,
  { mediaId, language }: NamedTrack,
  permission: Permission<CaptionedVideo>,
): Promise<Caption> {
  const video = await openVideo(tx, mediaId, permission);
  return required(await findCaption(tx, { assetId: video.id, language: canonical(language) }));
}

/**
 * The track under its lock, if nobody has changed it since the caller read it.
 * @throws AppError as `openCaption`, `captions_changed`
 */
export async function openForChange(
  tx: Tx,
  track: NamedTrack & { readonly version: number | undefined },
  permission: Permission<CaptionedVideo>,
): Promise<Caption> {
  const video = await openVideo(tx, track.mediaId, permission);
  const name = { assetId: video.id, language: canonical(track.language) };
  const caption = required(await lockCaption(tx, name));
  if (track.version !== undefined && track.version !== caption.version) {
    throw new AppError('captions_changed');
  }
  return caption;
}

/** @throws AppError `validation_failed` naming `language` */
export function requireLanguage(language: string): string {
  const tag = canonicalLanguage(language);
  if (tag !== undefined) return tag;
  const errors = [{ path: 'language', message: 'is not a language tag such as en or pt-BR' }];
  throw new AppError('validation_failed', { errors });
}

function canonical(language: string): string {
  return canonicalLanguage(language) ?? language;
}

function required(caption: Caption | undefined): Caption {
  if (!caption) throw new AppError('captions_not_found');
  return caption;
}
