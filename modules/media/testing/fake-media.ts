import { AppError, type Ctx, newId } from '@edumaster/kernel';
import '../errors.ts';
import type { Media, MediaId, MediaSummary, Playback } from '../index.ts';

type Input<Method extends keyof Media> = Parameters<Media[Method]>[1];

/** Media in memory, each tenant's apart; nothing is ever encoded. */
export class FakeMedia implements Media {
  readonly #media = new Map<string, MediaSummary>();

  /** Puts a media there, by default a video of a minute that is ready. */
  add(ctx: Ctx, media: Partial<MediaSummary> = {}): MediaSummary {
    const added: MediaSummary = {
      id: newId<'media'>(),
      ownerId: ctx.actor.kind === 'user' ? ctx.actor.userId : newId(),
      purpose: 'lecture-video',
      status: 'ready',
      durationSeconds: 60,
      ...media,
    };
    this.#media.set(keyOf(ctx, added.id), added);
    return added;
  }

  async describe(ctx: Ctx, { ids }: Input<'describe'>): Promise<readonly MediaSummary[]> {
    return ids.flatMap((mediaId) => this.#media.get(keyOf(ctx, mediaId)) ?? []);
  }

  async playback(ctx: Ctx, { mediaId }: Input<'playback'>): Promise<Playback> {
    const media = this.#media.get(keyOf(ctx, mediaId));
    if (media?.purpose !== 'lecture-video') throw new AppError('media_not_found');
    if (media.status === 'failed') throw new AppError('media_not_playable');
    const isPlayable = media.status !== 'processing';
    return {
      manifestUrl: isPlayable ? `/v/fake/${mediaId}/master.m3u8` : null,
      dashUrl: null,
      resolutions: [],
      posterUrl: null,
      storyboardUrl: null,
      captions: [],
      expiresAt: new Date(ctx.now.getTime() + 600_000).toISOString(),
    };
  }

  imageUrl(mediaId: MediaId): string {
    return `/images/${mediaId}`;
  }

  async ingest(ctx: Ctx, { ownerId, purpose }: Input<'ingest'>): Promise<MediaId> {
    return this.add(ctx, { ownerId, purpose }).id;
  }
}

function keyOf(ctx: Ctx, mediaId: string): string {
  return `${ctx.tenantId}/${mediaId}`;
}
