import { AppError, type Ctx, newId } from '@edumaster/kernel';
import '../errors.ts';
import { foundParts, hasAllWords } from '../domain/spoken-words.ts';
import type {
  CaptionHit,
  Cue,
  Media,
  MediaId,
  MediaSummary,
  Resource,
  Playback,
  Transcript,
} from '../index.ts';

type Input<Method extends keyof Media> = Parameters<Media[Method]>[1];

/** Media in memory, each tenant's apart; nothing is ever encoded. */
export class FakeMedia implements Media {
  readonly #media = new Map<string, MediaSummary>();
  readonly #captions = new Map<string, readonly Cue[]>();
  /** Whom a video was entrusted to. */
  readonly entrusted: { readonly mediaId: MediaId; readonly userId: string }[] = [];

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

  /** Gives a video English captions. */
  caption(ctx: Ctx, mediaId: MediaId, cues: readonly Cue[]): void {
    this.#captions.set(keyOf(ctx, mediaId), cues);
  }

  async transcript(ctx: Ctx, { mediaId }: Input<'transcript'>): Promise<Transcript | undefined> {
    const cues = this.#captions.get(keyOf(ctx, mediaId));
    const tracks = [{ language: 'en', label: 'English', isAutomatic: false }];
    return cues && { tracks, language: 'en', cues };
  }

  async searchCaptions(
    ctx: Ctx,
    { mediaIds, q, after, limit }: Input<'searchCaptions'>,
  ): Promise<readonly CaptionHit[]> {
    const all = mediaIds.flatMap((mediaId, index) =>
      (this.#captions.get(keyOf(ctx, mediaId)) ?? []).map(({ startMs, text }, position) => ({
        mediaId,
        language: 'en',
        startMs,
        text,
        place: { place: index + 1, startMs, captionId: mediaId, position },
      })),
    );
    const isAfter = ({ place }: (typeof all)[number]) =>
      !after ||
      place.place > after.place ||
      (place.place === after.place && place.position > after.position);
    return all
      .filter((hit) => isAfter(hit) && hasAllWords(hit.text, q))
      .slice(0, limit)
      .map(({ text, ...hit }) => ({ ...hit, parts: foundParts(text, q) }));
  }

  async entrust(_ctx: Ctx, input: Input<'entrust'>): Promise<void> {
    this.entrusted.push(input);
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
      isComplete: true,
      progress: isPlayable ? 100 : 0,
      captions: [],
      expiresAt: new Date(ctx.now.getTime() + 600_000).toISOString(),
    };
  }

  async resources(ctx: Ctx, { ids }: Input<'resources'>): Promise<readonly Resource[]> {
    const found = await this.describe(ctx, { ids });
    return found
      .filter(({ purpose }) => purpose === 'resource')
      .map(({ id, ownerId, status }) => ({ id, ownerId, status, filename: 'a.pdf', size: 1_000 }));
  }

  downloadUrl(ctx: Ctx, { mediaId, filename }: Input<'downloadUrl'>) {
    const expiresAt = new Date(ctx.now.getTime() + 600_000).toISOString();
    return { url: `/r/fake/${mediaId}/${encodeURIComponent(filename)}`, expiresAt };
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
