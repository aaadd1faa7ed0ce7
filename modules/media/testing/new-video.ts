import { type Ctx, newId } from '@edumaster/kernel';
import type { Db } from '@edumaster/database';
import { eq } from 'drizzle-orm';
import { sourceKey } from '../domain/file-keys.ts';
import { type Asset, insertAsset } from '../store/asset-store.ts';
import { assets } from '../store/tables.ts';

/** A video of a minute that is ready, by default the caller's; its files are not there. */
export async function newVideo(
  db: Db,
  ctx: Ctx,
  { purpose = 'lecture-video', ...rest }: Partial<Asset> = {},
): Promise<string> {
  const assetId = newId();
  await db.inTx(ctx, async (tx) => {
    await insertAsset(tx, {
      id: assetId,
      ownerId: ctx.actor.kind === 'user' ? ctx.actor.userId : newId(),
      purpose,
      status: 'ready',
      progress: 100,
      filename: 'lecture.mp4',
      size: 1_000,
      sourceKey: sourceKey(assetId, purpose),
    });
    await tx.sql
      .update(assets)
      .set({ durationSeconds: 60, ...rest })
      .where(eq(assets.id, assetId));
  });
  return assetId;
}
