import { AppError, type Ctx } from '@edumaster/kernel';
import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { Jobs } from '@edumaster/jobs';
import { authorize, may } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { encodeJob, encodeJobKey } from '../encode-job.ts';
import { encodeMedia, readMedia } from '../policy.ts';
import { type Asset, lockAsset, restartEncode } from '../store/asset-store.ts';

/**
 * Goes on with a video that failed, or makes a ready one anew beside the one that plays. Asked twice
 * it does the same once.
 */
@Injectable()
export class EncodeAgain {
  readonly #db: Db;
  readonly #jobs: Jobs;
  readonly #audit: AuditLog;

  constructor(db: Db, jobs: Jobs, audit: AuditLog) {
    this.#db = db;
    this.#jobs = jobs;
    this.#audit = audit;
  }

  /** @throws AppError `media_not_found`, `media_source_gone`, `media_encode_refused` */
  async run(ctx: Ctx, mediaId: string): Promise<void> {
    await this.#db.inTx(ctx, async (tx) => {
      const asset = await lockAsset(tx, mediaId);
      if (!asset || !may(ctx.actor, readMedia, asset)) throw new AppError('media_not_found');
      authorize(ctx, encodeMedia, asset);
      if (asset.encodingEdition !== null) return;
      const edition = nextEdition(ctx, asset);
      if (asset.sourceDeletedAt) throw new AppError('media_source_gone');
      await restartEncode(tx, mediaId, edition);
      await this.#jobs.enqueue(tx, encodeJob, { mediaId }, { key: encodeJobKey(mediaId) });
      if (ctx.actor.kind !== 'user' || ctx.actor.userId === asset.ownerId) return;
      const details = { edition, status: asset.status };
      await this.#audit.record(tx, {
        action: 'media.encoded_again',
        subject: { kind: 'media', id: mediaId },
        details,
      });
    });
  }
}

/** What failed goes on where it stopped; what plays whole stays until another edition is. */
function nextEdition(ctx: Ctx, asset: Asset): number {
  if (asset.purpose !== 'lecture-video') throw new AppError('media_encode_refused');
  if (asset.status === 'failed' || asset.status === 'playable') return asset.edition;
  const isOwner = ctx.actor.kind === 'user' && ctx.actor.userId === asset.ownerId;
  // It costs as much as the first time, and mends nothing that its owner could see.
  if (isOwner && asset.errorCode === null) throw new AppError('media_encode_refused');
  return asset.edition + 1;
}
