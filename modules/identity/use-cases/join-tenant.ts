import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Role } from '../domain/role.ts';
import { userRolesChanged } from '../events.ts';
import { KnownHosts } from '../known-hosts.ts';
import { hasPlace } from '../store/member-places.ts';
import { addMembership } from '../store/memberships.ts';
import { AcceptInvitation } from './accept-invitation.ts';

/**
 * A person who has an account signs in where they were not before. Members stay what they are, but
 * for an invitation that waited for them; where there is no place for another, they are signed in and
 * no member.
 */
@Injectable()
export class JoinTenant {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #acceptInvitation: AcceptInvitation;
  readonly #hosts: KnownHosts;

  constructor(db: Db, outbox: Outbox, acceptInvitation: AcceptInvitation, hosts: KnownHosts) {
    this.#db = db;
    this.#outbox = outbox;
    this.#acceptInvitation = acceptInvitation;
    this.#hosts = hosts;
  }

  async run(
    ctx: SystemCtx,
    input: { tenantId: Id<'tenant'>; personId: Id<'user'>; role: Role | null },
  ): Promise<void> {
    const { tenantId, personId, role } = input;
    await this.#acceptInvitation.claim(ctx, input);
    if (role === null) return;
    const roles = [role];
    const limit = await this.#hosts.memberLimit(tenantId);
    await this.#db.inSystemTx(ctx, async (tx) => {
      if (!(await hasPlace(tx, tenantId, limit))) return;
      if (!(await addMembership(tx, { tenantId, personId }, roles))) return;
      const changed = eventOf(userRolesChanged, { userId: personId, roles });
      await this.#outbox.emitFor(tx, tenantId, changed);
    });
  }
}
