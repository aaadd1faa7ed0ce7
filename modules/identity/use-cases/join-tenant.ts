import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Role } from '../domain/role.ts';
import { userRolesChanged } from '../events.ts';
import { addMembership } from '../store/memberships.ts';

/** A person who has an account signs in where they were not before. Members stay what they are. */
@Injectable()
export class JoinTenant {
  readonly #db: Db;
  readonly #outbox: Outbox;

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  async run(
    ctx: SystemCtx,
    input: { tenantId: Id<'tenant'>; personId: Id<'user'>; role: Role | null },
  ): Promise<void> {
    const { tenantId, personId, role } = input;
    if (role === null) return;
    const roles = [role];
    await this.#db.inSystemTx(ctx, async (tx) => {
      if (!(await addMembership(tx, { tenantId, personId }, roles))) return;
      const changed = eventOf(userRolesChanged, { userId: personId, roles });
      await this.#outbox.emitFor(tx, tenantId, changed);
    });
  }
}
