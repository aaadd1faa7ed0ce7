import { Db } from '@edumaster/database';
import { type Actor, AppError, type Ctx, type Id, id, newId } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { AccessTokens } from '../issuer/access-tokens.ts';
import { tokenHash } from '../secrets/seal.ts';

/** A browser that was not seen for so long is signed out. */
const idleLimit = '14 days';

const anonymous: Actor = { kind: 'anonymous' };

interface HolderRow {
  personId: string;
  roles: string[] | null;
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
  async byBearer(tenantId: Id<'tenant'>, token: string): Promise<Actor> {
    const holder = await this.#accessTokens.verify(token);
    if (!holder) throw new AppError('unauthenticated');
    const actor = await this.#find(tenantId, {
      name: 'identity.actor-of-token',
      text: `select $1::uuid as "personId",
                    (select roles from identity.memberships where person_id = $1::uuid) as roles
             where identity.is_token_alive($1::uuid, $2)`,
      values: [holder.personId, holder.grantId],
    });
    if (actor.kind === 'anonymous') throw new AppError('unauthenticated');
    return actor;
  }

  bySession(tenantId: Id<'tenant'>, sessionToken: string): Promise<Actor> {
    return this.#find(tenantId, {
      name: 'identity.actor-of-session',
      text: `select live.person as "personId", m.roles
             from identity.live_session($1, $2::interval) as live(person)
             left join identity.memberships m on m.person_id = live.person
             where live.person is not null`,
      values: [tokenHash(sessionToken), idleLimit],
    });
  }

  async #find(
    tenantId: Id<'tenant'>,
    statement: { name: string; text: string; values: readonly unknown[] },
  ): Promise<Actor> {
    const now = new Date();
    const ctx: Ctx = { tenantId, actor: anonymous, correlationId: newId(), locale: 'en', now };
    const [row] = await this.#db.inTx(ctx, (tx) => tx.rows<HolderRow>(statement));
    if (!row) return anonymous;
    return { kind: 'user', userId: id<'user'>(row.personId), roles: row.roles ?? [] };
  }
}
