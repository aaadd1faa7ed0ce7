import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';

export interface Left<Kind extends string = string> {
  readonly tenantId: Id<'tenant'>;
  readonly id: Id<Kind>;
}

interface Row {
  readonly tenantId: string;
  readonly id: string;
}

/**
 * Payments and refunds that have waited for news for some minutes, in every tenant of the home, those
 * first that were not asked for the longest. A payment is asked for less often the older it is, and not
 * at all when its time has been over for days.
 */
export async function leftAlone(
  tx: SystemTx,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<{
  readonly payments: readonly Left<'payment'>[];
  readonly refunds: readonly Left<'refund'>[];
}> {
  const payments = await tx.rows<Row>({
    text: `select tenant_id as "tenantId", id from commerce.payments
           where status = 'pending' and created_at < $1::timestamptz - interval '2 minutes'
             and expires_at > $1::timestamptz - interval '4 days'
             and (checked_at is null
                  or checked_at < $1::timestamptz - ($1::timestamptz - created_at) / 4)
           order by checked_at nulls first, created_at limit $2`,
    values: [now, limit],
  });
  const refunds = await tx.rows<Row>({
    text: `select tenant_id as "tenantId", id from commerce.refunds
           where status in ('requested', 'submitted')
             and requested_at < $1::timestamptz - interval '3 minutes'
             and coalesce(submitted_at, requested_at) < $1::timestamptz - interval '3 minutes'
           order by requested_at limit $2`,
    values: [now, limit],
  });
  return { payments: payments.map(left<'payment'>), refunds: refunds.map(left<'refund'>) };
}

function left<Kind extends string>(row: Row): Left<Kind> {
  return { tenantId: id(row.tenantId), id: id<Kind>(row.id) };
}
