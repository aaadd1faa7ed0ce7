import type { Tx } from '@edumaster/database';
import { and, eq } from 'drizzle-orm';
import { caretakers } from './caption-tables.ts';
import { assets } from './tables.ts';

/** A video with those who look after it. */
export interface KeptVideo {
  readonly id: string;
  readonly ownerId: string;
  readonly durationSeconds: number | null;
  readonly caretakerIds: readonly string[];
}

export async function findVideo(tx: Tx, assetId: string): Promise<KeptVideo | undefined> {
  const { id, ownerId, durationSeconds } = assets;
  const [video] = await tx.sql
    .select({ id, ownerId, durationSeconds })
    .from(assets)
    .where(and(eq(assets.id, assetId), eq(assets.purpose, 'lecture-video')));
  if (!video) return undefined;
  const rows = await tx.sql
    .select({ userId: caretakers.userId })
    .from(caretakers)
    .where(eq(caretakers.assetId, assetId));
  return { ...video, caretakerIds: rows.map(({ userId }) => userId) };
}

/** Those who write the playlists of a video take turns until their transactions end. */
export async function lockPlaylists(tx: Tx, assetId: string): Promise<void> {
  await tx.sql
    .select({ id: assets.id })
    .from(assets)
    .where(eq(assets.id, assetId))
    .for('no key update');
}

/** Of a video that is not there, or of another tenant, does nothing. */
export async function entrust(tx: Tx, assetId: string, userId: string): Promise<void> {
  await tx.rows({
    text: `insert into media.caretakers (asset_id, user_id)
           select id, $2 from media.assets where id = $1 and purpose = 'lecture-video'
           on conflict do nothing`,
    values: [assetId, userId],
  });
}
