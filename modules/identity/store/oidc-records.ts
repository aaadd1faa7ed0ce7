import type { SystemTx } from '@edumaster/database';
import { and, eq, isNull } from 'drizzle-orm';
import { oidcRecords } from './tables.ts';

export interface RecordKey {
  readonly model: string;
  readonly id: string;
}

export interface OidcRecord extends RecordKey {
  readonly payload: Record<string, unknown>;
  readonly grantId: string | null;
  readonly uid: string | null;
  readonly userCode: string | null;
  readonly expiresAt: Date | null;
}

type FoundRecord = Pick<typeof oidcRecords.$inferSelect, 'payload' | 'consumedAt'>;

export async function saveRecord(tx: SystemTx, record: OidcRecord): Promise<void> {
  const { payload, grantId, uid, userCode, expiresAt } = record;
  await tx.sql
    .insert(oidcRecords)
    .values(record)
    .onConflictDoUpdate({
      target: [oidcRecords.model, oidcRecords.id],
      set: { payload, grantId, uid, userCode, expiresAt },
    });
}

export async function findRecord(tx: SystemTx, key: RecordKey): Promise<FoundRecord | undefined> {
  const [row] = await tx.sql.select().from(oidcRecords).where(isRecord(key));
  return row;
}

export async function findRecordByUid(
  tx: SystemTx,
  model: string,
  uid: string,
): Promise<FoundRecord | undefined> {
  const [row] = await tx.sql
    .select()
    .from(oidcRecords)
    .where(and(eq(oidcRecords.model, model), eq(oidcRecords.uid, uid)));
  return row;
}

export async function findRecordByUserCode(
  tx: SystemTx,
  model: string,
  userCode: string,
): Promise<FoundRecord | undefined> {
  const [row] = await tx.sql
    .select()
    .from(oidcRecords)
    .where(and(eq(oidcRecords.model, model), eq(oidcRecords.userCode, userCode)));
  return row;
}

/**
 * Marks the record as used, once. Of two at the same time the second waits for the first and then
 * changes nothing.
 * @returns whether this call was the one
 */
export async function consumeRecord(tx: SystemTx, key: RecordKey): Promise<boolean> {
  const consumed = await tx.sql
    .update(oidcRecords)
    .set({ consumedAt: tx.ctx.now })
    .where(and(isRecord(key), isNull(oidcRecords.consumedAt)))
    .returning({ id: oidcRecords.id });
  return consumed.length > 0;
}

export async function deleteRecord(tx: SystemTx, key: RecordKey): Promise<void> {
  await tx.sql.delete(oidcRecords).where(isRecord(key));
}

/** Deletes one kind of a grant's records. */
export async function deleteOfGrant(tx: SystemTx, model: string, grantId: string): Promise<void> {
  await lockGrant(tx, grantId);
  await tx.sql
    .delete(oidcRecords)
    .where(and(eq(oidcRecords.model, model), eq(oidcRecords.grantId, grantId)));
}

/** Deletes the grant that the record belongs to with every token that came from it. */
export async function deleteFamilyOf(tx: SystemTx, key: RecordKey): Promise<void> {
  const [record] = await tx.sql
    .select({ grantId: oidcRecords.grantId })
    .from(oidcRecords)
    .where(isRecord(key));
  if (!record?.grantId) return;
  await lockGrant(tx, record.grantId);
  await tx.sql.delete(oidcRecords).where(eq(oidcRecords.grantId, record.grantId));
}

/**
 * Whoever finds a reuse deletes the same rows as others who find it at the same moment, and each
 * plan in an order of its own: without turns they would end in deadlocks.
 */
async function lockGrant(tx: SystemTx, grantId: string): Promise<void> {
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`identity grant ${grantId}`],
  });
}

/** The session at the issuer in which a grant was given, as long as a token of it is there. */
export async function issuerSessionOf(tx: SystemTx, grantId: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ uid: string }>({
    text: `select payload->>'sessionUid' as uid from identity.oidc_records
           where grant_id = $1 and payload ? 'sessionUid' limit 1`,
    values: [grantId],
  });
  return row?.uid;
}

export async function hasIssuerSession(tx: SystemTx, uid: string): Promise<boolean> {
  return (await findRecordByUid(tx, 'Session', uid)) !== undefined;
}

/** Ends a session at the issuer: its record, and every grant that was given in it. */
export async function deleteIssuerSession(tx: SystemTx, uid: string): Promise<void> {
  await tx.rows({
    text: `with ended as (
             delete from identity.oidc_records where model = 'Session' and uid = $1
             returning payload->'authorizations' as authorizations)
           delete from identity.oidc_records where grant_id in (
             select given.value->>'grantId' from ended, jsonb_each(ended.authorizations) as given)`,
    values: [uid],
  });
}

/** @returns how many there were, `limit` at most: anybody can make any number of them */
export async function deleteExpiredRecords(tx: SystemTx, limit: number): Promise<number> {
  const rows = await tx.rows({
    text: `delete from identity.oidc_records where (model, id) in (
             select model, id from identity.oidc_records where expires_at < $1
             limit $2 for update skip locked)
           returning 1`,
    values: [tx.ctx.now, limit],
  });
  return rows.length;
}

function isRecord({ model, id }: RecordKey) {
  return and(eq(oidcRecords.model, model), eq(oidcRecords.id, id));
}
