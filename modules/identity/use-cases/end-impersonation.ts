import { Db } from '@edumaster/database';
import type { Actor, Ctx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { EndImpersonations } from './end-impersonations.ts';

/** Support is done: the browser session is the admin's own again. */
@Injectable()
export class EndImpersonation {
  readonly #db: Db;
  readonly #endImpersonations: EndImpersonations;

  constructor(db: Db, endImpersonations: EndImpersonations) {
    this.#db = db;
    this.#endImpersonations = endImpersonations;
  }

  /** Without one it changes nothing. */
  async run(ctx: Ctx): Promise<void> {
    const { actor, signIn } = ctx;
    if (actor.kind !== 'user' || !actor.impersonatedBy || !signIn) return;
    // It is the admin who ends it, and who stands in the log for it.
    const admin: Actor = { kind: 'user', userId: actor.impersonatedBy, roles: [] };
    await this.#db.inPlatformTx({ ...ctx, actor: admin }, async (tx) => {
      await this.#endImpersonations.ofSession(tx, signIn.id, 'ended');
    });
  }
}
