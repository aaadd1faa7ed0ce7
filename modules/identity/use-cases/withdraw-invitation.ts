import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { mayGrant } from '../domain/role-change.ts';
import { closeInvitation, type InvitationId, lockInvitation } from '../store/invitations.ts';
import { rolesIn } from '../store/memberships.ts';
import { useMessage } from '../store/one-time-messages.ts';
import { actingUser } from './acting-user.ts';

/** An invitation is taken back: its link counts no more. */
@Injectable()
export class WithdrawInvitation {
  readonly #db: Db;
  readonly #audit: AuditLog;

  constructor(db: Db, audit: AuditLog) {
    this.#db = db;
    this.#audit = audit;
  }

  /** @throws AppError `invitation_not_found` */
  run(ctx: Ctx, invitationId: InvitationId): Promise<void> {
    const { tenantId } = ctx;
    return this.#db.inSystemTx(systemCtx('an invitation is withdrawn', ctx), async (tx) => {
      const invitation = await lockInvitation(tx, { tenantId, id: invitationId });
      const own = await rolesIn(tx, { tenantId, personId: actingUser(ctx) });
      if (!invitation || !mayGrant(own, invitation.roles)) {
        throw new AppError('invitation_not_found');
      }
      await useMessage(tx, { id: invitation.messageId, template: 'invitation' });
      await closeInvitation(tx, invitation, { as: 'withdrawn' });
      await this.#audit.recordFor(tx, ctx, {
        action: 'invitation.withdrawn',
        subject: { kind: 'invitation', id: invitationId },
        details: { roles: invitation.roles },
      });
    });
  }
}
