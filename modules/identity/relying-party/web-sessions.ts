import { Db } from '@edumaster/database';
import { failure, type Id, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { renewalTime } from '../domain/renewal-time.ts';
import { randomToken, tokenHash } from '../secrets/tokens.ts';
import { holdActivePerson, insertWebSession, lockIssuerSession } from '../store/web-sessions.ts';
import { SessionTokens } from './session-tokens.ts';
import { type AdmittedPerson, type IssuedTokens, TokenIssuer } from './token-issuer.ts';

export const sessionSeconds = 30 * 24 * 3600;

/** Nobody can be asked whether a session without a refresh token goes on: it ends with the day. */
const unrenewableSeconds = 12 * 3600;

interface Opening {
  readonly person: AdmittedPerson;
  readonly tokens: IssuedTokens;
  readonly tenantId: Id<'tenant'>;
  readonly host: string;
}

/** Opens the sessions of browsers, one a host. */
@Injectable()
export class WebSessions {
  readonly #db: Db;
  readonly #issuer: TokenIssuer;
  readonly #tokens: SessionTokens;

  constructor(db: Db, issuer: TokenIssuer, tokens: SessionTokens) {
    this.#db = db;
    this.#issuer = issuer;
    this.#tokens = tokens;
  }

  /** @returns the token of the cookie */
  open(
    ctx: SystemCtx,
    { person, tokens, tenantId, host }: Opening,
  ): Promise<Outcome<string, 'signed_out' | 'account_not_active'>> {
    const { personId, issuerSession } = person;
    const token = randomToken();
    const sessionId = tokenHash(token);
    const { refreshToken } = tokens;
    // Only another issuer has to be told who signs out.
    const idToken = this.#issuer.endsSessionsHere ? undefined : tokens.idToken;
    const row = { id: sessionId, personId, tenantId, host, issuerSession };
    return this.#db.inSystemTx(ctx, async (tx) => {
      if (!(await holdActivePerson(tx, personId))) return failure('account_not_active');
      if (issuerSession !== null) {
        await lockIssuerSession(tx, issuerSession);
        if (!(await this.#issuer.isSessionLive(tx, issuerSession))) return failure('signed_out');
      }
      const isOpen = await insertWebSession(tx, {
        ...row,
        refreshTokenSealed: this.#tokens.close(sessionId, { refreshToken, idToken }),
        ...this.#life(ctx.now, tokens),
      });
      return isOpen ? success(token) : failure('signed_out');
    });
  }

  #life(now: Date, { refreshToken, expiresInSeconds }: IssuedTokens) {
    const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
    if (this.#issuer.endsSessionsHere) return { expiresAt: after(sessionSeconds), renewAt: null };
    if (!refreshToken) return { expiresAt: after(unrenewableSeconds), renewAt: null };
    return { expiresAt: after(sessionSeconds), renewAt: renewalTime(now, expiresInSeconds) };
  }
}
