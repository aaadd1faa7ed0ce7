import type { Tx } from '@edumaster/database';
import type { Chunk, Rendition } from '@edumaster/encoder';
import { and, asc, count, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { encodeChunks } from './tables.ts';

export type EncodeChunkRow = typeof encodeChunks.$inferSelect;

/** All chunks of one step of an encode. */
export interface ChunkSet {
  readonly assetId: string;
  readonly edition: number;
  /** By its smallest size. */
  readonly step: string;
}

/** Of a step that was begun before, leaves the chunks as they are. */
export async function insertChunks(
  tx: Tx,
  { assetId, edition, step }: ChunkSet,
  { chunks, renditions }: { chunks: readonly Chunk[]; renditions: readonly Rendition[] },
): Promise<void> {
  const rows = chunks.map(({ firstFrame, frames }, number) => {
    return { assetId, edition, step, number, firstFrame, frames, renditions };
  });
  await tx.sql.insert(encodeChunks).values(rows).onConflictDoNothing();
}

export async function chunksOfStep(tx: Tx, set: ChunkSet): Promise<EncodeChunkRow[]> {
  return tx.sql.select().from(encodeChunks).where(isOf(set)).orderBy(asc(encodeChunks.number));
}

export async function countDone(tx: Tx, set: ChunkSet): Promise<number> {
  const [row] = await tx.sql
    .select({ done: count() })
    .from(encodeChunks)
    .where(and(isOf(set), isNotNull(encodeChunks.doneAt)));
  return row?.done ?? 0;
}

/**
 * Takes a chunk that is not done and that nobody holds, or whose holder is silent for longer than the
 * lease: the one that is asked for, or else the first.
 */
export async function claimChunk(
  tx: Tx,
  set: ChunkSet & { readonly number?: number },
  { runId, leaseSeconds }: { readonly runId: string; readonly leaseSeconds: number },
): Promise<EncodeChunkRow | undefined> {
  const [free] = await tx.sql
    .select({ number: encodeChunks.number })
    .from(encodeChunks)
    .where(
      and(
        isOf(set),
        set.number === undefined ? undefined : eq(encodeChunks.number, set.number),
        isNull(encodeChunks.doneAt),
        or(
          isNull(encodeChunks.claimedBy),
          lt(encodeChunks.claimedAt, sql`now() - make_interval(secs => ${leaseSeconds})`),
        ),
      ),
    )
    .orderBy(asc(encodeChunks.number))
    .limit(1)
    .for('update', { skipLocked: true });
  if (!free) return undefined;
  const [claimed] = await tx.sql
    .update(encodeChunks)
    .set({ claimedBy: runId, claimedAt: sql`now()` })
    .where(and(isOf(set), eq(encodeChunks.number, free.number)))
    .returning();
  return claimed;
}

/** @returns whether the run still holds the chunk */
export async function touchChunk(
  tx: Tx,
  chunk: EncodeChunkRow,
  change: Partial<Pick<EncodeChunkRow, 'claimedBy'>> & { readonly isDone?: boolean } = {},
): Promise<boolean> {
  const { isDone, ...columns } = change;
  const touched = await tx.sql
    .update(encodeChunks)
    .set({ claimedAt: sql`now()`, ...columns, ...(isDone ? { doneAt: sql`now()` } : {}) })
    .where(
      and(
        isOf(chunk),
        eq(encodeChunks.number, chunk.number),
        eq(encodeChunks.claimedBy, chunk.claimedBy ?? ''),
        isNull(encodeChunks.doneAt),
      ),
    )
    .returning({ number: encodeChunks.number });
  return touched.length > 0;
}

export async function deleteChunks(tx: Tx, set: ChunkSet): Promise<void> {
  await tx.sql.delete(encodeChunks).where(isOf(set));
}

function isOf({ assetId, edition, step }: ChunkSet) {
  return and(
    eq(encodeChunks.assetId, assetId),
    eq(encodeChunks.edition, edition),
    eq(encodeChunks.step, step),
  );
}
