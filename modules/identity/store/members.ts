import type { Tx } from '@edumaster/database';
import { type Id, id } from '@edumaster/kernel';
import { eq } from 'drizzle-orm';
import type { AccountStatus } from '../domain/account.ts';
import type { Member } from '../domain/role-change.ts';
import { memberships } from './tables.ts';

/**
 * Those who run the tenant and these persons, with their roles: nobody changes them until the
 * transaction ends. Always in one order, so that two changes cannot wait for each other.
 */
export async function lockMembers(
  tx: Tx,
  persons: readonly Id<'user'>[],
): Promise<readonly Member[]> {
  const members = await tx.rows<{ personId: string; roles: string[] }>({
    text: `select person_id as "personId", roles from identity.memberships
           where roles && array['admin', 'owner'] or person_id = any ($1::uuid[])
           order by person_id for update`,
    values: [persons],
  });
  const active = await tx.rows<{ personId: string }>({
    text: 'select identity.active_persons($1::uuid[]) as "personId"',
    values: [members.map(({ personId }) => personId)],
  });
  const activeIds = new Set(active.map(({ personId }) => personId));
  return members.map((member) => ({ ...member, isActive: activeIds.has(member.personId) }));
}

/** Replaces the roles of somebody who is a member. */
export async function writeRoles(
  tx: Tx,
  personId: Id<'user'>,
  roles: readonly string[],
): Promise<void> {
  await tx.sql
    .update(memberships)
    .set({ roles: [...roles], updatedAt: tx.ctx.now })
    .where(eq(memberships.personId, personId));
}

export async function deleteMembership(tx: Tx, personId: Id<'user'>): Promise<void> {
  await tx.sql.delete(memberships).where(eq(memberships.personId, personId));
}

export interface MemberSearch {
  /** `jo:* & web:*`, see `searchWords`; undefined for everybody. */
  readonly words: string | undefined;
  /** Beginning of an address; undefined where addresses are not searched. */
  readonly address: string | undefined;
  readonly role: string | undefined;
  readonly after: { readonly joinedAt: string; readonly personId: string } | undefined;
  readonly limit: number;
}

export interface FoundMember {
  readonly personId: Id<'user'>;
  readonly roles: readonly string[];
  /** As the database writes it, to the microsecond: it goes into the cursor. */
  readonly joinedAt: string;
}

/** Members by the time they joined. */
export async function searchMembers(tx: Tx, search: MemberSearch): Promise<readonly FoundMember[]> {
  const { words, address, role, after, limit } = search;
  const rows = await tx.rows<FoundRow>({
    text: `select ${foundColumns} from identity.memberships
           where ($1::text is null or person_id in (select identity.find_persons($1, $2)))
             and ($3::text is null or $3 = any (roles))
             and ($4::timestamptz is null or (created_at, person_id) > ($4, $5::uuid))
           order by created_at, person_id limit $6`,
    values: [
      words ?? null,
      address ?? null,
      role ?? null,
      after?.joinedAt ?? null,
      after?.personId ?? null,
      limit,
    ],
  });
  return rows.map(toFound);
}

export async function findMembers(
  tx: Tx,
  ids: readonly Id<'user'>[],
): Promise<readonly FoundMember[]> {
  const rows = await tx.rows<FoundRow>({
    text: `select ${foundColumns} from identity.memberships where person_id = any ($1::uuid[])`,
    values: [ids],
  });
  return rows.map(toFound);
}

interface FoundRow {
  readonly personId: string;
  readonly roles: string[];
  readonly joinedAt: string;
}

const foundColumns = `person_id as "personId", roles,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "joinedAt"`;

function toFound(row: FoundRow): FoundMember {
  return { ...row, personId: id<'user'>(row.personId) };
}

export interface MemberCard {
  readonly id: Id<'user'>;
  readonly name: string;
  /** Null where it is not shown. */
  readonly email: string | null;
  readonly status: AccountStatus;
}

export function memberCards(
  tx: Tx,
  input: { readonly ids: readonly Id<'user'>[]; readonly withAddress: boolean },
): Promise<readonly MemberCard[]> {
  return tx.rows<MemberCard>({
    text: 'select id, name, email, status from identity.member_cards($1::uuid[], $2)',
    values: [input.ids, input.withAddress],
  });
}
