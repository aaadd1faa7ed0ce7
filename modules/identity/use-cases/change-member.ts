import { AuditLog } from '@edumaster/audit';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { checkRoleChange } from '../domain/role-change.ts';
import { rolesIn } from '../domain/tenant-roles.ts';
import { userRolesChanged } from '../events.ts';
import { KnownHosts } from '../known-hosts.ts';
import { deleteMembership, lockMembers, writeRoles } from '../store/members.ts';
import { actingUser } from './acting-user.ts';
import { EndImpersonations } from './end-impersonations.ts';

/** Somebody who runs a tenant changes the roles of a member, or ends the membership. */
@Injectable()
export class ChangeMember {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #hosts: KnownHosts;
  readonly #endImpersonations: EndImpersonations;

  constructor(
    db: Db,
    outbox: Outbox,
    audit: AuditLog,
    hosts: KnownHosts,
    endImpersonations: EndImpersonations,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#hosts = hosts;
    this.#endImpersonations = endImpersonations;
  }

  /**
   * @param input.roles all that the member has from now on; none ends the membership
   * @throws AppError `member_not_found`, `validation_failed` for a role that is none here,
   *   `role_not_yours_to_give`, `own_roles`, `last_in_charge`
   */
  async run(
    ctx: Ctx,
    input: { readonly personId: Id<'user'>; readonly roles: readonly string[] },
  ): Promise<void> {
    const kind = await this.#hosts.kindOf(ctx.tenantId);
    if (!kind) throw new Error('a tenant that answers requests has no kind');
    const roles = rolesIn(kind, input.roles);
    await this.#db.inPlatformTx(ctx, (tx) => this.#change(tx, { ...input, roles }));
  }

  async #change(
    tx: Tx,
    { personId, roles: next }: { personId: Id<'user'>; roles: readonly string[] },
  ): Promise<void> {
    const actorId = actingUser(tx.ctx);
    const members = await lockMembers(tx, [actorId, personId]);
    const memberOf = (who: Id<'user'>) => members.find((member) => member.personId === who);
    const of = memberOf(personId);
    if (!of) throw new AppError('member_not_found');
    // As they are now: the roles that the request came with may have been taken away meanwhile.
    const by = memberOf(actorId) ?? { personId: actorId, roles: [] };
    const checked = checkRoleChange({ by, of, next, members });
    if (!checked.ok) throw new AppError(checked.refusal);
    if (next.length > 0 && next.join() === of.roles.join()) return;
    await this.#write(tx, { personId, before: of.roles, next });
  }

  async #write(
    tx: Tx,
    change: { personId: Id<'user'>; before: readonly string[]; next: readonly string[] },
  ): Promise<void> {
    const { personId, before, next } = change;
    if (next.length > 0) await writeRoles(tx, personId, next);
    else await deleteMembership(tx, personId);
    await this.#endImpersonations.ofPerson(tx, personId);
    await this.#audit.record(tx, {
      action: next.length > 0 ? 'member.roles_changed' : 'member.removed',
      subject: { kind: 'user', id: personId },
      details: { before, after: next },
    });
    await this.#outbox.emit(tx, eventOf(userRolesChanged, { userId: personId, roles: [...next] }));
  }
}
