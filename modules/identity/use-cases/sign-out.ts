import { Db } from '@edumaster/database';
import type { SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { tokenHash } from '../secrets/seal.ts';
import { deleteIssuerSession } from '../store/oidc-records.ts';
import { revokeSessionsOf, revokeWebSession } from '../store/web-sessions.ts';
import { EndImpersonations } from './end-impersonations.ts';

/**
 * A browser signs out, of every host that it reached by the same sign-in: otherwise the next page
 * would sign it in again without asking.
 */
@Injectable()
export class SignOut {
  readonly #db: Db;
  readonly #endImpersonations: EndImpersonations;

  constructor(db: Db, endImpersonations: EndImpersonations) {
    this.#db = db;
    this.#endImpersonations = endImpersonations;
  }

  run(ctx: SystemCtx, sessionToken: string): Promise<void> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      const sessionId = tokenHash(sessionToken);
      await this.#endImpersonations.ofSession(tx, sessionId, 'signed out');
      const issuerSession = await revokeWebSession(tx, sessionId);
      if (!issuerSession) return;
      await revokeSessionsOf(tx, issuerSession);
      await deleteIssuerSession(tx, issuerSession);
    });
  }
}
