import type { Tx } from '@edumaster/database';
import { and, eq, inArray } from 'drizzle-orm';
import { privatePurposes } from '../domain/media-purpose.ts';
import { assets } from './tables.ts';

export type Judgement =
  | {
      readonly status: 'ready';
      readonly contentType: string;
      readonly size: number;
      readonly sourceKey: string;
    }
  | { readonly status: 'failed'; readonly errorCode: string; readonly errorMessage: string };

/** False when another run came to an end first. */
export async function endJudgement(tx: Tx, mediaId: string, judgement: Judgement) {
  const progress = judgement.status === 'ready' ? 100 : 0;
  const ended = await tx.sql
    .update(assets)
    .set({ ...judgement, progress, updatedAt: tx.ctx.now })
    .where(and(eq(assets.id, mediaId), eq(assets.status, 'processing')))
    .returning({ id: assets.id });
  return ended.length > 0;
}

/** Forgets private files of one person. @returns those that were there */
export async function deletePrivateAssets(
  tx: Tx,
  { ownerId, mediaIds }: { readonly ownerId: string; readonly mediaIds: readonly string[] },
): Promise<string[]> {
  if (mediaIds.length === 0) return [];
  const deleted = await tx.sql
    .delete(assets)
    .where(
      and(
        eq(assets.ownerId, ownerId),
        inArray(assets.id, [...mediaIds]),
        inArray(assets.purpose, [...privatePurposes]),
      ),
    )
    .returning({ id: assets.id });
  return deleted.map(({ id }) => id);
}

/** @returns whether it was there */
export async function deleteResourceAsset(tx: Tx, mediaId: string): Promise<boolean> {
  const deleted = await tx.sql
    .delete(assets)
    .where(and(eq(assets.id, mediaId), eq(assets.purpose, 'resource')))
    .returning({ id: assets.id });
  return deleted.length > 0;
}
