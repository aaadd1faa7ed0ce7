import type { Tx } from '@edumaster/database';
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { assets, renditions } from './tables.ts';

export type Asset = typeof assets.$inferSelect;
export type Rendition = typeof renditions.$inferSelect;
export type NewAsset = Pick<
  typeof assets.$inferInsert,
  | 'id'
  | 'ownerId'
  | 'purpose'
  | 'status'
  | 'progress'
  | 'filename'
  | 'size'
  | 'contentType'
  | 'lectureId'
  | 'documentKind'
  | 'sourceKey'
  | 'errorCode'
  | 'errorMessage'
>;

export async function insertAsset(tx: Tx, asset: NewAsset): Promise<void> {
  await tx.sql.insert(assets).values(asset);
}

export async function findAsset(tx: Tx, assetId: string): Promise<Asset | undefined> {
  const [asset] = await tx.sql.select().from(assets).where(eq(assets.id, assetId));
  return asset;
}

export async function findAssets(tx: Tx, assetIds: readonly string[]): Promise<Asset[]> {
  if (assetIds.length === 0) return [];
  return tx.sql
    .select()
    .from(assets)
    .where(inArray(assets.id, [...assetIds]));
}

/** The largest first; sound, which has no height, last. */
export async function renditionsOf(tx: Tx, assetId: string): Promise<Rendition[]> {
  return tx.sql
    .select()
    .from(renditions)
    .where(eq(renditions.assetId, assetId))
    .orderBy(desc(renditions.kind), desc(renditions.height), asc(renditions.quality));
}

/** The sizes of the picture, the largest first. */
export async function qualitiesOf(
  tx: Tx,
  assetId: string,
): Promise<{ quality: string; width: number; height: number }[]> {
  const rows = await tx.sql
    .select({
      quality: renditions.quality,
      width: renditions.width,
      height: renditions.height,
    })
    .from(renditions)
    .where(and(eq(renditions.assetId, assetId), eq(renditions.kind, 'video')))
    .orderBy(desc(renditions.height));
  return rows.map(({ quality, width, height }) => ({
    quality,
    width: width ?? 0,
    height: height ?? 0,
  }));
}
