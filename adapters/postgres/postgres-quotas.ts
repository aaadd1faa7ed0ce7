import type { Quota, Quotas, Use } from '@edumaster/counters';
import type { Tx } from '@edumaster/database';
import { AppError } from '@edumaster/kernel';

interface Used {
  readonly used: number;
  /** Of the use that must leave the window before this one fits. */
  readonly inTheWay: Date | null;
}

/** More than one use brings, so that what nobody comes back for goes as well. */
const forgottenAtOnce = 20;

/**
 * Quotas in the business's own database. Uses of one person take turns by an advisory lock until
 * their transactions end: of two that counted at the same moment both would find the last place.
 */
export class PostgresQuotas implements Quotas {
  async use(tx: Tx, { quota, userId, id, amount = 1 }: Use): Promise<void> {
    const { now, tenantId } = tx.ctx;
    await tx.rows({
      name: 'quotas.lock',
      text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
      values: [`quota ${quota.name} ${tenantId} ${userId}`],
    });
    // A statement of its own, since only that sees what was committed while it waited.
    const { used, inTheWay } = await read(tx, { quota, userId, amount });
    if (used + amount > quota.most) throw refusal(quota, { now, inTheWay });
    await tx.rows({
      name: 'quotas.use',
      text: `with forgotten as (
               delete from platform.quota_uses
               where (quota, use_id) in (
                 select quota, use_id from platform.quota_uses
                 where quota = $1 and used_at <= $6
                 limit ${forgottenAtOnce} for update skip locked))
             insert into platform.quota_uses (quota, user_id, use_id, amount, used_at)
             values ($1, $2, $3, $4, $5)`,
      values: [quota.name, userId, id, amount, now, windowStart(quota, now)],
    });
  }

  async reduce(tx: Tx, { quota, userId, id, amount }: Required<Use>): Promise<void> {
    await tx.rows({
      name: 'quotas.reduce',
      text: `update platform.quota_uses set amount = $4
             where quota = $1 and user_id = $2 and use_id = $3 and amount > $4`,
      values: [quota.name, userId, id, amount],
    });
  }
}

/**
 * Uses without an end to the window: one that a request with a later clock has committed already
 * counts too, so that no window anywhere holds more than is allowed.
 */
async function read(
  tx: Tx,
  { quota, userId, amount }: { quota: Quota; userId: string; amount: number },
): Promise<Used> {
  const [row] = await tx.rows<Used>({
    name: 'quotas.read',
    text: `select coalesce(sum(amount), 0)::float8 as used,
                  max(used_at) filter (where from_newest + $4 > $5) as "inTheWay"
           from (
             select amount, used_at,
                    sum(amount) over (order by used_at desc, use_id desc) as from_newest
             from platform.quota_uses
             where quota = $1 and user_id = $2 and used_at > $3
           ) counted`,
    values: [quota.name, userId, windowStart(quota, tx.ctx.now), amount, quota.most],
  });
  return row ?? { used: 0, inTheWay: null };
}

function windowStart({ windowSeconds }: Quota, now: Date): Date {
  return new Date(now.getTime() - windowSeconds * 1_000);
}

function refusal(quota: Quota, { now, inTheWay }: { now: Date; inTheWay: Date | null }): AppError {
  const milliseconds = inTheWay ? inTheWay.getTime() - windowStart(quota, now).getTime() : Infinity;
  const retryAfterSeconds = Math.ceil(milliseconds / 1_000);
  return new AppError('too_many_requests', {
    detail: quota.refusal,
    retryAfterSeconds: Math.min(quota.windowSeconds, Math.max(1, retryAfterSeconds)),
  });
}
