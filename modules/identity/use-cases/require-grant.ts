import type { SystemTx } from '@edumaster/database';
import { AppError, type Ctx } from '@edumaster/kernel';
import { mayGrant } from '../domain/role-change.ts';
import { rolesIn } from '../store/memberships.ts';
import { actingUser } from './acting-user.ts';

/**
 * By the roles that the actor has now, not when the request came.
 * @throws AppError `role_not_yours_to_give`
 */
export async function requireGrant(
  tx: SystemTx,
  ctx: Ctx,
  roles: readonly string[],
): Promise<void> {
  const own = await rolesIn(tx, { tenantId: ctx.tenantId, personId: actingUser(ctx) });
  if (!mayGrant(own, roles)) throw new AppError('role_not_yours_to_give');
}
