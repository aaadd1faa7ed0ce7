import type { Tx } from '@edumaster/database';
import { AppError } from '@edumaster/kernel';

/**
 * Room for what was uploaded and what is on its way, the row that was inserted just now among it; the
 * renditions that are made of videos are not counted. Holds back others who ask the same until the
 * transaction ends, or each would overlook the rows of the others.
 * @param most bytes by the tier of the tenant; null is without limit
 * @throws AppError `tier_limit_reached`
 */
export async function requireStorageRoom(tx: Tx, most: number | null): Promise<void> {
  if (most === null) return;
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`media storage ${tx.ctx.tenantId}`],
  });
  const [row] = await tx.rows<{ used: string }>({
    text: `select coalesce((select sum(size) from media.assets where status <> 'failed'), 0)
                + coalesce((select sum(size) from media.uploads where status = 'open'), 0) as used`,
  });
  if (Number(row?.used ?? 0) <= most) return;
  throw new AppError('tier_limit_reached', { extra: { limit: 'storageBytes', most } });
}
