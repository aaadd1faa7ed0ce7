import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { may } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { readMedia } from '../policy.ts';
import { type Asset, findAsset, qualitiesOf } from '../store/asset-store.ts';

export interface MediaState extends Pick<
  Asset,
  'id' | 'purpose' | 'filename' | 'status' | 'progress' | 'stage' | 'durationSeconds' | 'virusScan'
> {
  readonly renditions: readonly { quality: string; width: number; height: number }[];
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/** How far a media is, for its owner and those who review. */
@Injectable()
export class ReadMedia {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `media_not_found`, also for somebody else's */
  async run(ctx: Ctx, mediaId: string): Promise<MediaState> {
    return this.#db.inTx(ctx, async (tx) => {
      const asset = await findAsset(tx, mediaId);
      if (!asset || !may(ctx.actor, readMedia, asset)) throw new AppError('media_not_found');
      const { id, purpose, filename, status, progress, stage, durationSeconds, edition } = asset;
      const { virusScan } = asset;
      const { errorCode: code, errorMessage: message } = asset;
      const renditions = await qualitiesOf(tx, { assetId: id, edition });
      const error = code !== null && message !== null ? { code, message } : undefined;
      const state = { id, purpose, filename, status, progress, stage, durationSeconds, virusScan };
      return { ...state, renditions, error };
    });
  }
}
