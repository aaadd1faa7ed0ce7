import type { Tx } from '@edumaster/database';
import type { Chunk, Rendition } from '@edumaster/encoder';
import { and, asc, count, eq, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { encodeChunks } from './tables.ts';

export type EncodeChunkRow = typeof encodeChunks.$inferSelect;

/** All chunks of one step of an encode. */
export interface ChunkSet {
  readonly assetId: string;
  readonly edition: number;
  /** By its smallest size. */
  readonly step: string;
}

interface WantedChunks {
  readonly chunks: readonly Chunk[];
  readonly renditions: readonly Rendition[];
  readonly encoder: string;
}

/**
 * Of a step that was begun before by the same encoder, leaves the chunks as they are; those of
 * another one are forgotten.
 */
export async function insertChunks(
  tx: Tx,
  set: ChunkSet,
  { chunks, renditions, encoder }: WantedChunks,
): Promise<void> {
  const { assetId, edition, step } = set;
  await tx.sql.delete(encodeChunks).where(and(isOf(set), ne(encodeChunks.encoder, encoder)));
  const rows = chunks.map(({ firstFrame, frames }, number) => {
    return { assetId, edition, step, number, firstFrame, frames, renditions, encoder };
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

/** Who encodes, and for how long without a sign of life. */
interface Claimant {
  /** It takes only chunks that are to be made by it. */
  readonly encoder: string;
  readonly runId: string;
  readonly leaseSeconds: number;
}

/** Whether `claimChunk` would find one. */
export async function hasFreeChunk(
  tx: Tx,
  set: ChunkSet,
  claimant: Omit<Claimant, 'runId'>,
): Promise<boolean> {
  const free = await tx.sql
    .select({ number: encodeChunks.number })
    .from(encodeChunks)
    .where(isFree(set, claimant))
    .limit(1);
  return free.length > 0;
}

/**
 * Takes the first chunk that is not done and that nobody holds, or whose holder is silent for longer
 * than the lease.
 */
export async function claimChunk(
  tx: Tx,
  set: ChunkSet,
  claimant: Claimant,
): Promise<EncodeChunkRow | undefined> {
  const [free] = await tx.sql
    .select({ number: encodeChunks.number })
    .from(encodeChunks)
    .where(isFree(set, claimant))
    .orderBy(asc(encodeChunks.number))
    .limit(1)
    .for('update', { skipLocked: true });
  if (!free) return undefined;
  const [claimed] = await tx.sql
    .update(encodeChunks)
    .set({ claimedBy: claimant.runId, claimedAt: sql`now()` })
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

function isFree(set: ChunkSet, { encoder, leaseSeconds }: Omit<Claimant, 'runId'>) {
  return and(
    isOf(set),
    eq(encodeChunks.encoder, encoder),
    isNull(encodeChunks.doneAt),
    or(
      isNull(encodeChunks.claimedBy),
      lt(encodeChunks.claimedAt, sql`now() - make_interval(secs => ${leaseSeconds})`),
    ),
  );
}

function isOf({ assetId, edition, step }: ChunkSet) {
  return and(
    eq(encodeChunks.assetId, assetId),
    eq(encodeChunks.edition, edition),
    eq(encodeChunks.step, step),
  );
}
