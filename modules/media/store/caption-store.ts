import type { Tx } from '@edumaster/database';
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Cue } from '../domain/cue.ts';
import { captionCues, captions } from './caption-tables.ts';

export type Caption = typeof captions.$inferSelect;
export type NewCaption = Pick<
  typeof captions.$inferInsert,
  'id' | 'assetId' | 'language' | 'label' | 'origin' | 'status' | 'copiedFrom' | 'updatedBy'
>;

export interface TrackName {
  readonly assetId: string;
  readonly language: string;
}

/** @throws the violation of `captions_once` when the language has a track already */
export async function insertCaption(tx: Tx, caption: NewCaption): Promise<Caption> {
  const [inserted] = await tx.sql.insert(captions).values(caption).returning();
  if (!inserted) throw new Error('a track was inserted and is not there');
  return inserted;
}

export function captionsOf(tx: Tx, assetId: string): Promise<Caption[]> {
  return tx.sql
    .select()
    .from(captions)
    .where(eq(captions.assetId, assetId))
    .orderBy(asc(captions.language));
}

/** What learners see. */
export function shownCaptionsOf(tx: Tx, assetId: string): Promise<Caption[]> {
  return tx.sql
    .select()
    .from(captions)
    .where(and(eq(captions.assetId, assetId), ne(captions.status, 'draft')))
    .orderBy(asc(captions.language));
}

export async function findCaption(tx: Tx, name: TrackName): Promise<Caption | undefined> {
  const [caption] = await tx.sql.select().from(captions).where(isNamed(name));
  return caption;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockCaption(tx: Tx, name: TrackName): Promise<Caption | undefined> {
  const [caption] = await tx.sql.select().from(captions).where(isNamed(name)).for('update');
  return caption;
}

export type CaptionChange = Partial<
  Pick<Caption, 'language' | 'label' | 'status' | 'cueCount' | 'updatedBy'>
>;

/** A change that others who edit the track must know of. */
export async function changeCaption(tx: Tx, id: string, change: CaptionChange): Promise<Caption> {
  const [changed] = await tx.sql
    .update(captions)
    .set({ ...change, version: sql`${captions.version} + 1`, updatedAt: tx.ctx.now })
    .where(eq(captions.id, id))
    .returning();
  if (!changed) throw new Error(`the locked track ${id} is gone`);
  return changed;
}

export async function deleteCaption(tx: Tx, id: string): Promise<void> {
  await tx.sql.delete(captions).where(eq(captions.id, id));
}

export function cuesOf(tx: Tx, captionId: string): Promise<Cue[]> {
  const { startMs, endMs, text } = captionCues;
  return tx.sql
    .select({ startMs, endMs, text })
    .from(captionCues)
    .where(eq(captionCues.captionId, captionId))
    .orderBy(asc(captionCues.position));
}

export async function replaceCues(tx: Tx, captionId: string, cues: readonly Cue[]): Promise<void> {
  await tx.sql.delete(captionCues).where(eq(captionCues.captionId, captionId));
  if (cues.length === 0) return;
  // One statement however many there are: an hour of talk has a thousand.
  await tx.rows({
    text: `insert into media.caption_cues (caption_id, position, start_ms, end_ms, text)
           select $1, cue.position - 1, cue.start_ms, cue.end_ms, cue.text
           from unnest($2::integer[], $3::integer[], $4::text[])
             with ordinality as cue (start_ms, end_ms, text, position)`,
    values: [
      captionId,
      cues.map(({ startMs }) => startMs),
      cues.map(({ endMs }) => endMs),
      cues.map(({ text }) => text),
    ],
  });
}

function isNamed({ assetId, language }: TrackName) {
  return and(eq(captions.assetId, assetId), eq(captions.language, language));
}
