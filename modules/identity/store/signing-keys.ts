import type { SystemTx } from '@edumaster/database';
import { desc, isNull } from 'drizzle-orm';
import { signingKeys } from './tables.ts';

export interface StoredKey {
  readonly kid: string;
  readonly publicJwk: Record<string, unknown>;
  readonly privateJwkSealed: string;
}

/** Makes the first programs that start together take turns until the transaction ends. */
export async function lockSigningKeys(tx: SystemTx): Promise<void> {
  await tx.rows({ text: `select pg_advisory_xact_lock(hashtext('identity signing keys'))` });
}

export async function currentSigningKey(tx: SystemTx): Promise<StoredKey | undefined> {
  const [row] = await tx.sql
    .select()
    .from(signingKeys)
    .where(isNull(signingKeys.retiredAt))
    .orderBy(desc(signingKeys.createdAt))
    .limit(1);
  return row;
}

export async function insertSigningKey(tx: SystemTx, key: StoredKey): Promise<void> {
  await tx.sql.insert(signingKeys).values({ ...key, algorithm: 'ES256' });
}
