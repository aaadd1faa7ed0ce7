import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, id, newId, type SignIn } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Authenticated } from '../index.ts';
import { AccessTokens } from '../issuer/access-tokens.ts';
import { tokenHash } from '../secrets/seal.ts';

/** A browser that was not seen for so long is signed out. */
export const idleLimit = '14 days';

const anonymous: Authenticated = { actor: { kind: 'anonymous' } };

interface HolderRow {
  personId: string;
  signedInAt: Date;
  roles: string[] | null;
  /** Who acts as the person, of the staff. */
  impersonatedBy?: string | null;
}

/**
 * Who makes a request: one statement, at each request, so that a revoked session, a ban or a
 * changed role counts at once.
 */
@Injectable()
export class FindActor {
  readonly #db: Db;
  readonly #accessTokens: AccessTokens;

  constructor(db: Db, accessTokens: AccessTokens) {
    this.#db = db;
    this.#accessTokens = accessTokens;
  }

  /** @throws AppError `unauthenticated` */
  async byBearer(tenantId: Id<'tenant'>, token: string): Promise<Authenticated> {
    const holder = await this.#accessTokens.verify(token);
    if (!holder) throw new AppError('unauthenticated');
    const row = await this.#find(tenantId, {
      name: 'identity.actor-of-token',
      text: `select $1::uuid as "personId", granted_at as "signedInAt",
                    (select roles from identity.memberships where person_id = $1::uuid) as roles
             from identity.live_grant($1::uuid, $2) as granted_at
             where granted_at is not null`,
      values: [holder.personId, holder.grantId],
    });
    if (!row) throw new AppError('unauthenticated');
    return authenticated(row, { kind: 'program', id: holder.grantId });
  }

  async bySession(tenantId: Id<'tenant'>, sessionToken: string): Promise<Authenticated> {
    const sessionId = tokenHash(sessionToken);
    const row = await this.#find(tenantId, {
      name: 'identity.actor-of-session',
      text: `select coalesce(i.person_id, live.person) as "personId",
                    live.signed_in_at as "signedInAt", m.roles, i.admin_id as "impersonatedBy"
             from identity.live_sign_in($1, $2::interval) as live
             left join identity.impersonations i
               on i.session_id = $1 and i.ended_at is null and i.expires_at > now()
             left join identity.memberships m
               on m.person_id = coalesce(i.person_id, live.person)`,
      values: [sessionId, idleLimit],
    });
    return row ? authenticated(row, { kind: 'browser', id: sessionId }) : anonymous;
  }

  async #find(
    tenantId: Id<'tenant'>,
    statement: { name: string; text: string; values: readonly unknown[] },
  ): Promise<HolderRow | undefined> {
    const now = new Date();
    const { actor } = anonymous;
    const ctx: Ctx = { tenantId, actor, correlationId: newId(), locale: 'en', now };
    const [row] = await this.#db.inPlatformTx(ctx, (tx) => tx.rows<HolderRow>(statement));
    return row;
  }
}

function authenticated(row: HolderRow, signIn: Pick<SignIn, 'kind' | 'id'>): Authenticated {
  const { impersonatedBy } = row;
  return {
    actor: {
      kind: 'user',
      userId: id<'user'>(row.personId),
      roles: row.roles ?? [],
      ...(impersonatedBy ? { impersonatedBy: id<'user'>(impersonatedBy) } : {}),
    },
    signIn: { ...signIn, at: row.signedInAt },
  };
}
