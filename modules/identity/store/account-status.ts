import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import type { AccountStatus } from '../domain/account.ts';
import { persons } from './tables.ts';

export interface StandingOf {
  readonly personId: Id<'user'>;
  readonly status: AccountStatus;
  /** In the tenant that was asked for. */
  readonly roles: readonly string[];
}

/**
 * These persons with their roles in a tenant, held until the transaction ends. Always in one order,
 * so that two who close each other's account do not wait for each other.
 */
export async function lockStanding(
  tx: SystemTx,
  input: { readonly tenantId: Id<'tenant'>; readonly persons: readonly Id<'user'>[] },
): Promise<readonly StandingOf[]> {
  const rows = await tx.rows<{ personId: string; status: AccountStatus }>({
    text: `select id as "personId", status from identity.persons
           where id = any ($1::uuid[]) order by id for update`,
    values: [input.persons],
  });
  const roles = await tx.rows<{ personId: string; roles: string[] }>({
    text: `select person_id as "personId", roles from identity.memberships
           where tenant_id = $1 and person_id = any ($2::uuid[]) order by person_id for update`,
    values: [input.tenantId, input.persons],
  });
  return rows.map(({ personId, status }) => ({
    personId: id<'user'>(personId),
    status,
    roles: roles.find((membership) => membership.personId === personId)?.roles ?? [],
  }));
}

export async function writeStatus(
  tx: SystemTx,
  personId: Id<'user'>,
  status: AccountStatus,
): Promise<void> {
  await tx.sql
    .update(persons)
    .set({ status, updatedAt: tx.ctx.now })
    .where(eq(persons.id, personId));
}
