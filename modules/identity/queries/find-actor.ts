import { Db } from '@edumaster/database';
import { AppError, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Authenticated } from '../index.ts';
import { BearerTokens } from '../relying-party/bearer-tokens.ts';
import { type FoundSignIn, RememberedSignIns } from '../relying-party/remembered-sign-ins.ts';
import { tokenHash } from '../secrets/tokens.ts';
import { RenewWebSession } from '../use-cases/renew-web-session.ts';
import { authenticatedAs, lookUpSignIn, type SignInRow } from './look-up-sign-in.ts';

/** A browser that was not seen for so long is signed out. */
export const idleLimit = '14 days';

const anonymous: Authenticated = { actor: { kind: 'anonymous' } };

interface SessionRow extends SignInRow {
  readonly endsAt: Date;
  /** When the issuer is to be asked whether the session goes on; null when nobody need be. */
  readonly renewAt: Date | null;
}

/**
 * Who makes a request. What was found is remembered until something changes it, which counts in
 * every process at once: a revoked session, a ban, a changed role.
 */
@Injectable()
export class FindActor {
  readonly #db: Db;
  readonly #bearerTokens: BearerTokens;
  readonly #remembered: RememberedSignIns;
  readonly #renewWebSession: RenewWebSession;

  constructor(
    db: Db,
    bearerTokens: BearerTokens,
    remembered: RememberedSignIns,
    renewWebSession: RenewWebSession,
  ) {
    this.#db = db;
    this.#bearerTokens = bearerTokens;
    this.#remembered = remembered;
    this.#renewWebSession = renewWebSession;
  }

  /** @throws AppError `unauthenticated` */
  async byBearer(tenantId: Id<'tenant'>, token: string): Promise<Authenticated> {
    const key = `${tenantId} bearer ${tokenHash(token)}`;
    const found = await this.#remembered.get(key, () => this.#bearerTokens.find(tenantId, token));
    if (!found) throw new AppError('unauthenticated');
    return found;
  }

  async bySession(tenantId: Id<'tenant'>, sessionToken: string): Promise<Authenticated> {
    const sessionId = tokenHash(sessionToken);
    const key = `${tenantId} session ${sessionId}`;
    const find = () => this.#findSession(tenantId, sessionId);
    return (await this.#remembered.get(key, find)) ?? anonymous;
  }

  async #findSession(tenantId: Id<'tenant'>, sessionId: string): Promise<FoundSignIn | undefined> {
    let row = await this.#readSession(tenantId, sessionId);
    if (row?.renewAt && row.renewAt <= new Date()) {
      const ctx = systemCtx('a session is renewed at the issuer');
      if (!(await this.#renewWebSession.run(ctx, sessionId))) return undefined;
      row = await this.#readSession(tenantId, sessionId);
    }
    if (!row) return undefined;
    const { personId, impersonatedBy, endsAt, renewAt } = row;
    const persons = [personId, ...(impersonatedBy ? [impersonatedBy] : [])];
    return {
      authenticated: authenticatedAs(row, { kind: 'browser', id: sessionId }),
      until: renewAt && renewAt < endsAt ? renewAt : endsAt,
      hangsOn: [`session:${sessionId}`, ...persons.map((person) => `person:${person}`)],
    };
  }

  #readSession(tenantId: Id<'tenant'>, sessionId: string): Promise<SessionRow | undefined> {
    return lookUpSignIn<SessionRow>(this.#db, tenantId, {
      name: 'identity.actor-of-session',
      text: `select coalesce(i.person_id, live.person) as "personId",
                    live.signed_in_at as "signedInAt", m.roles, i.admin_id as "impersonatedBy",
                    least(live.ends_at, i.expires_at) as "endsAt",
                    live.session_renew_at as "renewAt"
             from identity.sign_in_of_session($1, $2::interval) as live
             left join identity.impersonations i
               on i.session_id = $1 and i.ended_at is null and i.expires_at > now()
             left join identity.memberships m
               on m.person_id = coalesce(i.person_id, live.person)`,
      values: [sessionId, idleLimit],
    });
  }
}
