import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { userRolesChanged } from '../events.ts';
import { lockMembersOf, type MembershipKey, replaceRoles } from '../store/memberships.ts';

/** A new tenant gets its first owner; said again, it changes nothing. */
@Injectable()
export class SeatOwner {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;

  constructor(db: Db, outbox: Outbox, audit: AuditLog) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
  }

  async run(
    ctx: SystemCtx,
    { tenantId, userId }: { tenantId: Id<'tenant'>; userId: Id<'user'> },
  ): Promise<void> {
    const key = { tenantId, personId: userId };
    await this.#db.inSystemTx(ctx, async (tx) => {
      const members = await lockMembersOf(tx, { tenantId, persons: [userId] });
      if (members.some(({ roles }) => roles.includes('owner'))) return;
      // Whoever came to the host before the first owner was seated is a member there already.
      const before = members.find(({ personId }) => personId === userId)?.roles ?? [];
      await this.#seat(tx, key, before);
    });
  }

  async #seat(tx: SystemTx, key: MembershipKey, before: readonly string[]): Promise<void> {
    const { tenantId, personId } = key;
    const roles = ['owner'];
    if (!(await replaceRoles(tx, key, roles))) return;
    const actor = { kind: 'system', reason: tx.ctx.reason } as const;
    await this.#audit.recordFor(
      tx,
      { tenantId, actor },
      {
        action: 'member.roles_changed',
        subject: { kind: 'user', id: personId },
        details: { before, after: roles },
      },
    );
    const changed = eventOf(userRolesChanged, { userId: personId, roles });
    await this.#outbox.emitFor(tx, tenantId, changed);
  }
}
