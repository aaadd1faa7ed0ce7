import type { Tx } from '@edumaster/database';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
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
  | 'encodingEdition'
  | 'stage'
>;

export async function insertAsset(tx: Tx, asset: NewAsset): Promise<void> {
  await tx.sql.insert(assets).values(asset);
}

export async function findAsset(tx: Tx, assetId: string): Promise<Asset | undefined> {
  const [asset] = await tx.sql.select().from(assets).where(eq(assets.id, assetId));
  return asset;
}

/** Holds others back until the transaction ends. */
export async function lockAsset(tx: Tx, assetId: string): Promise<Asset | undefined> {
  const [asset] = await tx.sql.select().from(assets).where(eq(assets.id, assetId)).for('update');
  return asset;
}

/** There is something to be done again; what plays is not touched. */
export async function restartEncode(tx: Tx, assetId: string, edition: number): Promise<void> {
  const status = sql<Asset['status']>`case ${assets.status}
    when 'failed' then 'processing' else ${assets.status} end`;
  await tx.sql
    .update(assets)
    .set({
      status,
      encodingEdition: edition,
      stage: 'queued',
      progress: 0,
      attempts: 0,
      // More may be known by now.
      virusScan: null,
      errorCode: null,
      errorMessage: null,
      updatedAt: sql`now()`,
    })
    .where(eq(assets.id, assetId));
}

export async function findAssets(tx: Tx, assetIds: readonly string[]): Promise<Asset[]> {
  if (assetIds.length === 0) return [];
  return tx.sql
    .select()
    .from(assets)
    .where(inArray(assets.id, [...assetIds]));
}

/** One edition of a video. */
export interface Edition {
  readonly assetId: string;
  readonly edition: number;
}

/** The largest first; sound, which has no height, last, and the one to play by itself before others. */
export async function renditionsOf(tx: Tx, { assetId, edition }: Edition): Promise<Rendition[]> {
  return tx.sql
    .select()
    .from(renditions)
    .where(and(eq(renditions.assetId, assetId), eq(renditions.edition, edition)))
    .orderBy(desc(renditions.kind), desc(renditions.height), asc(renditions.quality));
}

/** Those of which anything is made: the one that plays, and the one that is being made. */
export async function editionsOf(tx: Tx, assetId: string): Promise<number[]> {
  const rows = await tx.sql
    .selectDistinct({ edition: renditions.edition })
    .from(renditions)
    .where(eq(renditions.assetId, assetId));
  return rows.map(({ edition }) => edition);
}

/** The sizes of the picture, the largest first. */
export async function qualitiesOf(
  tx: Tx,
  { assetId, edition }: Edition,
): Promise<{ quality: string; width: number; height: number }[]> {
  const rows = await tx.sql
    .select({
      quality: renditions.quality,
      width: renditions.width,
      height: renditions.height,
    })
    .from(renditions)
    .where(
      and(
        eq(renditions.assetId, assetId),
        eq(renditions.edition, edition),
        eq(renditions.kind, 'video'),
      ),
    )
    .orderBy(desc(renditions.height));
  return rows.map(({ quality, width, height }) => ({
    quality,
    width: width ?? 0,
    height: height ?? 0,
  }));
}
