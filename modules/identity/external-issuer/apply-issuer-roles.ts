import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { checkedRoles } from '../domain/role.ts';
import { userRolesChanged } from '../events.ts';
import { issuerRolesOf, saveIssuerRoles } from '../store/issuer-roles.ts';
import { lockMembersOf, type MembershipKey, replaceRoles } from '../store/memberships.ts';
import { EndImpersonations } from '../use-cases/end-impersonations.ts';
import { type ClaimedMembership, RuledTenants } from './ruled-tenants.ts';
import type { Claims } from './issuer-claims.ts';

const nothing: ClaimedMembership = { roles: [], newcomerRole: null };

/**
 * Gives a person the roles that the issuer's claims stand for, and takes away those that they no
 * longer do. Roles that somebody here gave stay as they are.
 */
@Injectable()
export class ApplyIssuerRoles {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #tenants: RuledTenants;
  readonly #endImpersonations: EndImpersonations;

  constructor(
    db: Db,
    outbox: Outbox,
    audit: AuditLog,
    tenants: RuledTenants,
    endImpersonations: EndImpersonations,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#tenants = tenants;
    this.#endImpersonations = endImpersonations;
  }

  async run(
    ctx: SystemCtx,
    { personId, claims }: { personId: Id<'user'>; claims: Claims },
  ): Promise<void> {
    const claimed = await this.#tenants.rolesOf(claims);
    await this.#db.inSystemTx(ctx, async (tx) => {
      const before = await issuerRolesOf(tx, personId);
      // A tenant that no rule names any more loses what its rules had granted.
      const tenants = new Set([...claimed.keys(), ...before.keys()]);
      for (const tenantId of [...tenants].toSorted()) {
        await this.#apply(tx, { tenantId, personId }, claimed.get(tenantId) ?? nothing);
      }
    });
  }

  async #apply(
    tx: SystemTx,
    key: MembershipKey,
    { roles: claimed, newcomerRole }: ClaimedMembership,
  ): Promise<void> {
    const { tenantId, personId } = key;
    // In turns with whoever changes the same membership.
    const members = await lockMembersOf(tx, { tenantId, persons: [personId] });
    const member = members.find((one) => one.personId === personId);
    if (!member && claimed.length === 0) return;
    // Who becomes a member by what the issuer says is also what everybody is who signs in there.
    const current = member?.roles ?? (newcomerRole ? [newcomerRole] : []);
    const granted = (await issuerRolesOf(tx, personId)).get(tenantId) ?? [];
    const kept = current.filter((role) => !granted.includes(role));
    const next = checkedRoles([...kept, ...claimed]);
    const own = claimed.filter((role) => !kept.includes(role));
    if (own.join() !== granted.join()) await saveIssuerRoles(tx, key, own);
    if (member && next.join() === checkedRoles(current).join()) return;
    await replaceRoles(tx, key, next);
    await this.#endImpersonations.ofPerson(tx, personId);
    await this.#audit.recordFor(
      tx,
      { tenantId, actor: { kind: 'system', reason: 'the issuer says so' } },
      {
        action: 'member.roles_changed',
        subject: { kind: 'user', id: personId },
        details: { before: member?.roles ?? [], after: next },
      },
    );
    const changed = eventOf(userRolesChanged, { userId: personId, roles: [...next] });
    await this.#outbox.emitFor(tx, tenantId, changed);
  }
}
