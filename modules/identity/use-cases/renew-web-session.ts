import { Db } from '@edumaster/database';
import { AppError, id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { renewalTime } from '../domain/renewal-time.ts';
import { RelyingParty } from '../relying-party/relying-party.ts';
import { type KeptTokens, SessionTokens } from '../relying-party/session-tokens.ts';
import { type IssuedTokens, TokenIssuer } from '../relying-party/token-issuer.ts';
import {
  claimRenewal,
  type RenewableSession,
  renewalTimeOf,
  revokeWebSession,
  saveRenewal,
} from '../store/web-sessions.ts';

/** A process that dies in the middle leaves its claim behind for so long. */
const claimMilliseconds = 30_000;

/** An outage of the issuer signs nobody out who was renewed in time, for so long. */
const patienceMilliseconds = 3_600_000;

const waitMilliseconds = 5_000;
const glanceMilliseconds = 100;

/**
 * Asks the issuer whether a browser's session goes on: it does as long as its refresh token is
 * taken. Of all requests that come at the same time, in every process, one asks.
 */
@Injectable()
export class RenewWebSession {
  readonly #db: Db;
  readonly #issuer: TokenIssuer;
  readonly #relyingParty: RelyingParty;
  readonly #tokens: SessionTokens;
  readonly #underWay = new Map<string, Promise<boolean>>();

  constructor(db: Db, issuer: TokenIssuer, relyingParty: RelyingParty, tokens: SessionTokens) {
    this.#db = db;
    this.#issuer = issuer;
    this.#relyingParty = relyingParty;
    this.#tokens = tokens;
  }

  /** @returns whether the session goes on */
  run(ctx: SystemCtx, sessionId: string): Promise<boolean> {
    const known = this.#underWay.get(sessionId);
    if (known) return known;
    const renewal = this.#renew(ctx, sessionId).finally(() => this.#underWay.delete(sessionId));
    this.#underWay.set(sessionId, renewal);
    return renewal;
  }

  async #renew(ctx: SystemCtx, sessionId: string): Promise<boolean> {
    const until = new Date(ctx.now.getTime() + claimMilliseconds);
    const session = await this.#db.inSystemTx(ctx, (tx) => claimRenewal(tx, sessionId, until));
    if (!session) return this.#isRenewedByOther(ctx, sessionId);
    const kept = this.#tokens.open(sessionId, session.refreshTokenSealed);
    const tokens = await this.#ask(session, kept.refreshToken);
    if (tokens === 'outage') return isWithinPatience(session.renewAt, ctx.now);
    const goesOn =
      tokens && (await this.#issuer.renewed(ctx, id<'user'>(session.personId), tokens));
    await this.#db.inSystemTx(ctx, async (tx) => {
      if (!goesOn) await revokeWebSession(tx, sessionId);
      else await saveRenewal(tx, sessionId, this.#renewal(ctx, { sessionId, tokens, kept }));
    });
    return goesOn ?? false;
  }

  async #ask(
    { host }: RenewableSession,
    refreshToken: string | undefined,
  ): Promise<IssuedTokens | 'outage' | undefined> {
    if (!refreshToken) return undefined;
    try {
      return await this.#relyingParty.renew(host, refreshToken);
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') return 'outage';
      throw error;
    }
  }

  /** Others do not wait, unless the session was not renewed for so long that it may well be over. */
  async #isRenewedByOther(ctx: SystemCtx, sessionId: string): Promise<boolean> {
    const deadline = performance.now() + waitMilliseconds;
    while (performance.now() < deadline) {
      const renewAt = await this.#db.inSystemTx(ctx, (tx) => renewalTimeOf(tx, sessionId));
      if (!renewAt) return false;
      if (isWithinPatience(renewAt, ctx.now)) return true;
      await pause(glanceMilliseconds);
    }
    return false;
  }

  #renewal({ now }: SystemCtx, renewed: Renewed) {
    const { sessionId, tokens, kept } = renewed;
    // An issuer that does not rotate gives no new one: the old one goes on.
    const { idToken = kept.idToken, refreshToken = kept.refreshToken } = tokens;
    return {
      refreshTokenSealed: this.#tokens.close(sessionId, { refreshToken, idToken }),
      renewAt: renewalTime(now, tokens.expiresInSeconds),
    };
  }
}

interface Renewed {
  readonly sessionId: string;
  readonly tokens: IssuedTokens;
  readonly kept: KeptTokens;
}

function isWithinPatience(renewAt: Date | null, now: Date): boolean {
  return renewAt !== null && now.getTime() - renewAt.getTime() < patienceMilliseconds;
}
