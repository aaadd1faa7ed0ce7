import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { type Invitation, isExpired, lockInvitationOfMessage } from '../store/invitations.ts';
import { findPerson } from '../store/persons.ts';

export interface ShownInvitation {
  readonly email: string;
  readonly roles: readonly string[];
  readonly invitedBy: string | null;
  readonly status: 'open' | 'expired' | 'accepted';
}

/** What the holder of a link may know: the mail told them the same. */
@Injectable()
export class ReadInvitation {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;

  constructor(db: Db, messages: OneTimeMessages) {
    this.#db = db;
    this.#messages = messages;
  }

  /** @throws AppError `invitation_not_found` */
  async run(ctx: Ctx, token: string): Promise<ShownInvitation> {
    const messageId = this.#messages.messageOf(token);
    if (!messageId) throw new AppError('invitation_not_found');
    const system = systemCtx('somebody looks at the invitation that they were sent', ctx);
    return this.#db.inSystemTx(system, async (tx) => {
      const { tenantId } = ctx;
      const invitation = await lockInvitationOfMessage(tx, { tenantId, messageId });
      if (!invitation || invitation.closedAs === 'withdrawn') {
        throw new AppError('invitation_not_found');
      }
      const { email, roles, invitedBy } = invitation;
      const inviter = await findPerson(tx, invitedBy);
      const status = statusOf(invitation, tx.ctx.now);
      return { email, roles, invitedBy: inviter?.name ?? null, status };
    });
  }
}

function statusOf(invitation: Invitation, now: Date): ShownInvitation['status'] {
  if (invitation.closedAs === 'accepted') return 'accepted';
  return isExpired(invitation, now) ? 'expired' : 'open';
}
