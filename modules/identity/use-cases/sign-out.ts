import { Db } from '@edumaster/database';
import type { SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { SessionTokens } from '../relying-party/session-tokens.ts';
import { TokenIssuer } from '../relying-party/token-issuer.ts';
import { tokenHash } from '../secrets/tokens.ts';
import { lockIssuerSession, revokeSessionsOf, revokeWebSession } from '../store/web-sessions.ts';
import { EndImpersonations } from './end-impersonations.ts';

/**
 * A browser signs out, of every host that it reached by the same sign-in: otherwise the next page
 * would sign it in again without asking.
 */
@Injectable()
export class SignOut {
  readonly #db: Db;
  readonly #issuer: TokenIssuer;
  readonly #tokens: SessionTokens;
  readonly #endImpersonations: EndImpersonations;

  constructor(
    db: Db,
    issuer: TokenIssuer,
    tokens: SessionTokens,
    endImpersonations: EndImpersonations,
  ) {
    this.#db = db;
    this.#endImpersonations = endImpersonations;
    this.#issuer = issuer;
    this.#tokens = tokens;
  }

  /** @returns where the browser goes to sign out at the issuer too, when it has to */
  async run(
    ctx: SystemCtx,
    { sessionToken, host }: { sessionToken: string; host: string },
  ): Promise<URL | undefined> {
    const sessionId = tokenHash(sessionToken);
    const ended = await this.#db.inSystemTx(ctx, async (tx) => {
      await this.#endImpersonations.ofSession(tx, sessionId, 'signed out');
      const session = await revokeWebSession(tx, sessionId);
      if (!session?.issuerSession) return session;
      await lockIssuerSession(tx, session.issuerSession);
      await revokeSessionsOf(tx, session.issuerSession);
      await this.#issuer.endSession(tx, session.issuerSession);
      return session;
    });
    if (!ended) return undefined;
    const { idToken } = this.#tokens.open(sessionId, ended.refreshTokenSealed);
    return this.#issuer.signOutAddress(host, idToken);
  }
}
