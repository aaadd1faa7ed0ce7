import { createHash } from 'node:crypto';
import { AppError, type Id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';

/** A request that costs money, as its sender named it. */
export interface KeyedRequest {
  readonly userId: Id<'user'>;
  readonly operation: 'checkout' | 'refund';
  readonly key: string;
  /** All that the request asks for; parts that are not given are undefined. */
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * Takes the key for a new object. Whoever asks with the same key at the same time waits until this
 * transaction ends.
 * @returns the id that was made by the key before, or undefined when it is new
 * @throws AppError `idempotency_key_reused` when it was taken for another request
 */
export async function takeKey(
  tx: Tx,
  { userId, operation, key, request }: KeyedRequest,
  objectId: string,
): Promise<string | undefined> {
  const hash = hashOf(request);
  const taken = await tx.rows({
    text: `insert into commerce.idempotency_keys
             (user_id, operation, key, request_hash, object_id, created_at)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning key`,
    values: [userId, operation, key, hash, objectId, tx.ctx.now],
  });
  if (taken.length > 0) return undefined;
  const [known] = await tx.rows<{ hash: string; objectId: string }>({
    text: `select request_hash as hash, object_id as "objectId" from commerce.idempotency_keys
           where user_id = $1 and operation = $2 and key = $3`,
    values: [userId, operation, key],
  });
  if (!known) throw new Error('an idempotency key that is taken is not there');
  if (known.hash !== hash) throw new AppError('idempotency_key_reused');
  return known.objectId;
}

/** Equal for equal requests, in whatever order their fields are. */
function hashOf(request: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(request)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
}
