import type { Tx } from '@edumaster/database';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Cue } from '../domain/cue.ts';
import { transcriptionPieces, transcriptions } from './caption-tables.ts';
import { renditions } from './tables.ts';

export type Transcription = typeof transcriptions.$inferSelect;
export type TranscriptionPiece = Pick<
  typeof transcriptionPieces.$inferSelect,
  'number' | 'language' | 'heard'
>;

const underWay = ['waiting', 'running'] as const;

/** @throws the violation of `transcriptions_one_at_a_time` */
export async function insertTranscription(
  tx: Tx,
  row: Pick<Transcription, 'id' | 'assetId' | 'language' | 'requestedBy'>,
): Promise<Transcription> {
  const [inserted] = await tx.sql
    .insert(transcriptions)
    .values({ ...row, status: 'waiting' })
    .returning();
  if (!inserted) throw new Error('a transcription was inserted and is not there');
  return inserted;
}

export async function latestTranscription(
  tx: Tx,
  assetId: string,
): Promise<Transcription | undefined> {
  const [latest] = await tx.sql
    .select()
    .from(transcriptions)
    .where(eq(transcriptions.assetId, assetId))
    .orderBy(desc(transcriptions.id))
    .limit(1);
  return latest;
}

/** One that failed goes on where it stopped. @throws as `insertTranscription` */
export async function resumeTranscription(tx: Tx, id: string): Promise<Transcription | undefined> {
  const [resumed] = await tx.sql
    .update(transcriptions)
    .set({ status: 'waiting', errorCode: null, errorMessage: null, updatedAt: tx.ctx.now })
    .where(and(eq(transcriptions.id, id), eq(transcriptions.status, 'failed')))
    .returning();
  return resumed;
}

/** Undefined when it has ended, or was cancelled. */
export async function beginTranscription(tx: Tx, id: string): Promise<Transcription | undefined> {
  const [begun] = await tx.sql
    .update(transcriptions)
    .set({ status: 'running', updatedAt: sql`now()` })
    .where(and(eq(transcriptions.id, id), inArray(transcriptions.status, [...underWay])))
    .returning();
  return begun;
}

export function piecesOf(tx: Tx, transcriptionId: string): Promise<TranscriptionPiece[]> {
  const { number, language, heard } = transcriptionPieces;
  return tx.sql
    .select({ number, language, heard })
    .from(transcriptionPieces)
    .where(eq(transcriptionPieces.transcriptionId, transcriptionId))
    .orderBy(asc(number));
}

export async function keepPiece(
  tx: Tx,
  transcriptionId: string,
  piece: { number: number; language: string | null; heard: readonly Cue[]; progress: number },
): Promise<void> {
  const { progress, ...row } = piece;
  await tx.sql
    .insert(transcriptionPieces)
    .values({ transcriptionId, ...row })
    .onConflictDoNothing();
  await tx.sql
    .update(transcriptions)
    .set({ progress, updatedAt: sql`now()` })
    .where(eq(transcriptions.id, transcriptionId));
}

interface End {
  readonly status: 'done' | 'failed' | 'cancelled';
  readonly error?: { readonly code: string; readonly message: string };
}

/** False when it had ended before. */
export async function endTranscription(
  tx: Tx,
  id: string,
  { status, error }: End,
): Promise<boolean> {
  const ended = await tx.sql
    .update(transcriptions)
    .set({
      status,
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
      updatedAt: sql`now()`,
      ...(status === 'done' ? { progress: 100 } : {}),
    })
    .where(and(eq(transcriptions.id, id), inArray(transcriptions.status, [...underWay])))
    .returning({ id: transcriptions.id });
  return ended.length > 0;
}

/** The sound of a video, when it has any and it is made. */
export async function soundOf(tx: Tx, assetId: string) {
  const [sound] = await tx.sql
    .select({ fileKey: renditions.fileKey, track: renditions.track })
    .from(renditions)
    .where(and(eq(renditions.assetId, assetId), eq(renditions.kind, 'audio')));
  return sound;
}
