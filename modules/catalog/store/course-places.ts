import type { Tx } from '@edumaster/database';
import { AppError } from '@edumaster/kernel';
import { count, isNull } from 'drizzle-orm';
import { courses } from './tables.ts';

/**
 * Room for one more course; archived ones take none. Holds back others who ask the same until the
 * transaction ends, or all of them would find the last place.
 * @param most by the tier of the tenant; null is without limit
 * @throws AppError `tier_limit_reached`
 */
export async function requireCoursePlace(tx: Tx, most: number | null): Promise<void> {
  if (most === null) return;
  await tx.rows({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`catalog courses ${tx.ctx.tenantId}`],
  });
  const [row] = await tx.sql
    .select({ count: count() })
    .from(courses)
    .where(isNull(courses.archivedAt));
  if ((row?.count ?? 0) < most) return;
  throw new AppError('tier_limit_reached', { extra: { limit: 'courses', most } });
}
