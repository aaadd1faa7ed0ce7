import { Db } from '@edumaster/database';
import { failure, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { issuerOutage } from '../relying-party/issuer-outage.ts';
import { insertLogout } from '../store/issuer-logouts.ts';
import { personOfSubject } from '../store/issuer-subjects.ts';
import {
  lockIssuerSession,
  revokeSessionsOf,
  revokeSessionsOfPerson,
} from '../store/web-sessions.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { type AnnouncedLogout, LogoutTokens } from './logout-tokens.ts';

/**
 * The issuer announces that somebody has signed out: their sessions here end with it, on every host,
 * and so do the tokens from before.
 */
@Injectable()
export class EndAnnouncedSignIn {
  readonly #db: Db;
  readonly #settings: ExternalIssuerSettings;
  readonly #logoutTokens: LogoutTokens;

  constructor(db: Db, settings: ExternalIssuerSettings, logoutTokens: LogoutTokens) {
    this.#db = db;
    this.#settings = settings;
    this.#logoutTokens = logoutTokens;
  }

  /**
   * @returns `not_announced` for what the issuer has not just said, or has said before
   * @throws AppError `unavailable` when its keys cannot be had; it tries again
   */
  async run(
    ctx: SystemCtx,
    { logoutToken }: { logoutToken: string },
  ): Promise<Outcome<undefined, 'not_announced'>> {
    const logout = await this.#logoutTokens.verify(logoutToken).catch((error: unknown) => {
      throw issuerOutage(error) ?? error;
    });
    if (!logout) return failure('not_announced');
    return (await this.#end(ctx, logout)) ? success(undefined) : failure('not_announced');
  }

  #end(ctx: SystemCtx, logout: AnnouncedLogout): Promise<boolean> {
    const { url: issuer } = this.#settings;
    const { session, subject } = logout;
    return this.#db.inSystemTx(ctx, async (tx) => {
      if (session !== null) await lockIssuerSession(tx, session);
      if (!(await insertLogout(tx, { issuer, ...logout }))) return false;
      if (session !== null) await revokeSessionsOf(tx, session);
      else if (subject !== null) {
        const personId = await personOfSubject(tx, { issuer, subject });
        if (personId) await revokeSessionsOfPerson(tx, personId);
      }
      return true;
    });
  }
}
