import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { normalizedEmail, type Person } from '../domain/account.ts';
import { checkRoleChange } from '../domain/role-change.ts';
import { rolesIn } from '../domain/tenant-roles.ts';
import { userRolesChanged } from '../events.ts';
import { KnownHosts } from '../known-hosts.ts';
import { lockMembersOf, replaceRoles } from '../store/memberships.ts';
import { findPersonByEmail } from '../store/persons.ts';
import { EndImpersonations } from './end-impersonations.ts';

export interface RoleChange {
  readonly tenantId: Id<'tenant'>;
  readonly email: string;
  readonly roles: readonly string[];
}

/**
 * The operator replaces the roles of a person in a tenant. What holds for everybody holds for them:
 * only roles that there are in such a tenant, and somebody stays in charge.
 */
@Injectable()
export class SetRoles {
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
   * @throws AppError `person_not_found`, `last_in_charge`, `validation_failed` for a role that does
   *   not exist there
   */
  async run(ctx: SystemCtx, change: RoleChange): Promise<Person> {
    const roles = await this.rolesThere(change);
    return this.#db.inSystemTx(ctx, (tx) => this.inTx(tx, { ...change, roles }));
  }

  /** The roles in their order. Asked before the transaction, since tenancy answers it. */
  async rolesThere({ tenantId, roles }: Omit<RoleChange, 'email'>): Promise<readonly string[]> {
    const kind = await this.#hosts.kindOf(tenantId);
    if (!kind) throw new Error(`there is no tenant ${tenantId}`);
    return rolesIn(kind, roles);
  }

  async inTx(tx: SystemTx, { tenantId, email, roles: next }: RoleChange): Promise<Person> {
    const person = await findPersonByEmail(tx, normalizedEmail(email));
    if (!person) throw new AppError('person_not_found');
    const key = { tenantId, personId: person.id };
    const members = await lockMembersOf(tx, { tenantId, persons: [person.id] });
    const before = members.find(({ personId }) => personId === person.id)?.roles ?? [];
    const of = { personId: person.id, roles: before };
    const checked = checkRoleChange({ by: 'operator', of, next, members });
    if (!checked.ok) throw new AppError(checked.refusal);
    if (!(await replaceRoles(tx, key, next))) return person;
    await this.#endImpersonations.ofPerson(tx, person.id);
    await this.#audit.recordFor(
      tx,
      { tenantId, actor: { kind: 'system', reason: tx.ctx.reason } },
      {
        action: 'member.roles_changed',
        subject: { kind: 'user', id: person.id },
        details: { before, after: next },
      },
    );
    const changed = eventOf(userRolesChanged, { userId: person.id, roles: [...next] });
    await this.#outbox.emitFor(tx, tenantId, changed);
    return person;
  }
}
