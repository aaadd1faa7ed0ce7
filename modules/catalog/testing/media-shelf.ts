import { type Ctx, newId } from '@edumaster/kernel';
import type { Media, MediaId, MediaStatus, MediaSummary } from '@edumaster/media';

/** The part of media that the catalog asks for, in memory. */
export class MediaShelf implements Pick<Media, 'describe' | 'entrust' | 'imageUrl' | 'resources'> {
  readonly #media = new Map<MediaId, MediaSummary>();
  /** Whom a video was entrusted to. */
  readonly entrusted: { readonly mediaId: MediaId; readonly userId: string }[] = [];
  /** Called before each answer: what happens meanwhile in another process. */
  onDescribe: () => Promise<void> = async () => {};

  /** A ready lecture video of its owner, unless said otherwise. */
  add(ownerId: MediaSummary['ownerId'], options: Partial<MediaSummary> = {}): MediaId {
    const summary: MediaSummary = {
      id: newId<'media'>(),
      ownerId,
      purpose: 'lecture-video',
      status: 'ready',
      durationSeconds: 90,
      ...options,
    };
    this.#media.set(summary.id, summary);
    return summary.id;
  }

  advance(id: MediaId, status: MediaStatus, durationSeconds: number | null): void {
    const known = this.#media.get(id);
    if (known) this.#media.set(id, { ...known, status, durationSeconds });
  }

  async describe(_ctx: Ctx, { ids }: { ids: readonly MediaId[] }) {
    const found = ids.flatMap((id) => this.#media.get(id) ?? []);
    await this.onDescribe();
    return found;
  }

  async resources(ctx: Ctx, { ids }: { ids: readonly MediaId[] }) {
    const found = await this.describe(ctx, { ids });
    return found
      .filter(({ purpose }) => purpose === 'resource')
      .map(({ id, ownerId, status }) => ({ id, ownerId, status, filename: 'a.pdf', size: 1_000 }));
  }

  async entrust(_ctx: Ctx, input: Parameters<Media['entrust']>[1]): Promise<void> {
    this.entrusted.push(input);
  }

  imageUrl(mediaId: MediaId): string {
    return `/images/${mediaId}`;
  }
}
