import { Db } from '@edumaster/database';
import { type Ctx, idOfCursor, pageOf, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { rolesGrantedBy } from '../domain/role-change.ts';
import { type Invitation, listOpenInvitations } from '../store/invitations.ts';

export interface InvitationQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Invitations of a tenant that wait, of roles that the actor may give. */
@Injectable()
export class ListInvitations {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(
    ctx: Ctx,
    { cursor, limit = 20 }: InvitationQuery,
  ): Promise<{ items: readonly Invitation[]; nextCursor: string | null }> {
    const { tenantId, actor } = ctx;
    const roles = rolesGrantedBy(actor.kind === 'user' ? actor.roles : []);
    const before = cursor === undefined ? undefined : idOfCursor<'invitation'>(cursor);
    const found = await this.#db.inSystemTx(
      systemCtx('those who run a tenant see whom they invited', ctx),
      (tx) => listOpenInvitations(tx, { tenantId, roles, before, limit: limit + 1 }),
    );
    return pageOf(found, limit, ({ id }) => [id]);
  }
}
