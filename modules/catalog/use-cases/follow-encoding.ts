import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { MediaState } from '../domain/media-progress.ts';
import { mirrorMedia } from '../store/outline-store.ts';

@Injectable()
export class FollowEncoding {
  constructor(private readonly db: Db) {}

  /** Takes over how far a video has come. */
  async run(ctx: Ctx, input: MediaState & { readonly mediaId: Id<'media'> }): Promise<void> {
    await this.db.inTx(ctx, (tx) => mirrorMedia(tx, input.mediaId, input));
  }
}
