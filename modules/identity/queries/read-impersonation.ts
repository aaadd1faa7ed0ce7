import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { findImpersonation } from '../store/impersonations.ts';
import { memberCards } from '../store/members.ts';

export interface ShownImpersonation {
  readonly by: { readonly id: Id<'user'>; readonly name: string };
  readonly reason: string;
  readonly expiresAt: Date;
}

/** Who acts as the person of this request, for the banner that says so. */
@Injectable()
export class ReadImpersonation {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(ctx: Ctx): Promise<ShownImpersonation | undefined> {
    const { actor, signIn } = ctx;
    if (actor.kind !== 'user' || !actor.impersonatedBy || !signIn) return undefined;
    return this.#db.inPlatformTx(ctx, async (tx) => {
      const open = await findImpersonation(tx, signIn.id);
      if (!open) return undefined;
      const { adminId, reason, expiresAt } = open;
      const [admin] = await memberCards(tx, { ids: [adminId], withAddress: false });
      return { by: { id: adminId, name: admin?.name ?? '' }, reason, expiresAt };
    });
  }
}
