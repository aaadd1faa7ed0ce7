import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { mayGrant } from '../domain/role-change.ts';
import { type Invitation, type InvitationId, lockInvitation } from '../store/invitations.ts';
import { rolesIn } from '../store/memberships.ts';
import { actingUser } from './acting-user.ts';
import { SendInvitation } from './send-invitation.ts';

/** The mail of an invitation did not arrive, or its link is too old. */
@Injectable()
export class ResendInvitation {
  readonly #db: Db;
  readonly #sendInvitation: SendInvitation;

  constructor(db: Db, sendInvitation: SendInvitation) {
    this.#db = db;
    this.#sendInvitation = sendInvitation;
  }

  /** @throws AppError `invitation_not_found`, `too_many_requests` */
  async run(ctx: Ctx, input: { readonly id: InvitationId; host: string }): Promise<Invitation> {
    const from = await this.#sendInvitation.from(ctx, input.host);
    const { tenantId } = ctx;
    return this.#db.inSystemTx(systemCtx('an invitation is sent again', ctx), async (tx) => {
      const invitation = await lockInvitation(tx, { tenantId, id: input.id });
      const own = await rolesIn(tx, { tenantId, personId: actingUser(ctx) });
      // Those of roles that one may not give are not in one's list either.
      if (!invitation || !mayGrant(own, invitation.roles)) {
        throw new AppError('invitation_not_found');
      }
      return this.#sendInvitation.again(tx, from, invitation);
    });
  }
}
