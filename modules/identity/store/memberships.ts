import type { SystemTx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { and, arrayContains, eq, inArray, sql } from 'drizzle-orm';
import type { Member } from '../domain/role-change.ts';
import type { Role } from '../domain/role.ts';
import { memberships, persons } from './tables.ts';

export interface Membership {
  readonly tenantId: Id<'tenant'>;
  readonly roles: readonly string[];
}

export interface MembershipKey {
  readonly tenantId: Id<'tenant'>;
  readonly personId: Id<'user'>;
}

export async function rolesIn(tx: SystemTx, key: MembershipKey): Promise<readonly string[]> {
  const [row] = await tx.sql
    .select({ roles: memberships.roles })
    .from(memberships)
    .where(and(eq(memberships.tenantId, key.tenantId), eq(memberships.personId, key.personId)));
  return row?.roles ?? [];
}

/** Those who run a tenant and these persons, held until the transaction ends; see `lockMembers`. */
export async function lockMembersOf(
  tx: SystemTx,
  { tenantId, persons }: { tenantId: Id<'tenant'>; persons: readonly Id<'user'>[] },
): Promise<readonly Member[]> {
  return tx.rows<Member>({
    text: `select m.person_id as "personId", m.roles,
                  coalesce((select p.status = 'active' from identity.persons p
                            where p.id = m.person_id), false) as "isActive"
           from identity.memberships m
           where m.tenant_id = $1 and (m.roles && array['admin', 'owner'] or m.person_id = any ($2::uuid[]))
           order by m.person_id for update of m`,
    values: [tenantId, persons],
  });
}

export async function membershipsOf(
  tx: SystemTx,
  personId: Id<'user'>,
): Promise<readonly Membership[]> {
  const rows = await tx.sql
    .select({ tenantId: memberships.tenantId, roles: memberships.roles })
    .from(memberships)
    .where(eq(memberships.personId, personId))
    .orderBy(memberships.createdAt, memberships.tenantId);
  return rows.map(({ tenantId, roles }) => ({ tenantId: id<'tenant'>(tenantId), roles }));
}

/** Who owns which of these tenants. */
export async function ownersOf(
  tx: SystemTx,
  tenantIds: readonly Id<'tenant'>[],
): Promise<readonly { tenantId: Id<'tenant'>; id: Id<'user'>; name: string }[]> {
  const rows = await tx.sql
    .select({ tenantId: memberships.tenantId, personId: persons.id, name: persons.name })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(
      and(
        inArray(memberships.tenantId, [...tenantIds]),
        arrayContains(memberships.roles, ['owner']),
      ),
    )
    .orderBy(memberships.createdAt, persons.id);
  return rows.map(({ tenantId, personId, name }) => ({
    tenantId: id<'tenant'>(tenantId),
    id: id<'user'>(personId),
    name,
  }));
}

/** @returns false when the person is a member already, whose roles stay as they are */
export async function addMembership(
  tx: SystemTx,
  key: MembershipKey,
  roles: readonly string[],
): Promise<boolean> {
  const added = await tx.sql
    .insert(memberships)
    .values({ ...key, roles: [...roles] })
    .onConflictDoNothing()
    .returning({ personId: memberships.personId });
  return added.length > 0;
}

/** @returns whether anything changed */
export async function replaceRoles(
  tx: SystemTx,
  key: MembershipKey,
  roles: readonly string[],
): Promise<boolean> {
  const changed = await tx.sql
    .insert(memberships)
    .values({ ...key, roles: [...roles] })
    .onConflictDoUpdate({
      target: [memberships.tenantId, memberships.personId],
      set: { roles: [...roles], updatedAt: tx.ctx.now },
      setWhere: sql`${memberships.roles} is distinct from excluded.roles`,
    })
    .returning({ personId: memberships.personId });
  return changed.length > 0;
}

/**
 * Adds a role to those that are there, in one statement: what is changed beside it stays changed.
 * @returns the roles afterwards, or undefined when nothing changed
 */
export async function addRole(
  tx: SystemTx,
  { tenantId, personId }: MembershipKey,
  role: Role,
): Promise<readonly string[] | undefined> {
  const [row] = await tx.rows<{ roles: string[] }>({
    text: `insert into identity.memberships as m (tenant_id, person_id, roles)
           values ($1, $2, array[$3])
           on conflict (tenant_id, person_id) do update
             set roles = array_append(m.roles, $3), updated_at = $4
             where not m.roles @> array[$3]
           returning m.roles`,
    values: [tenantId, personId, role, tx.ctx.now],
  });
  return row?.roles;
}
