import { Db } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { authenticatedAs, lookUpSignIn } from '../queries/look-up-sign-in.ts';
import type { BearerTokens } from '../relying-party/bearer-tokens.ts';
import type { FoundSignIn } from '../relying-party/remembered-sign-ins.ts';
import { AccessTokens } from './access-tokens.ts';

/** Tokens of the embedded issuer. Their grant is looked up, so that a log-out ends them at once. */
@Injectable()
export class EmbeddedBearerTokens implements BearerTokens {
  readonly #db: Db;
  readonly #accessTokens: AccessTokens;

  constructor(db: Db, accessTokens: AccessTokens) {
    this.#db = db;
    this.#accessTokens = accessTokens;
  }

  async find(tenantId: Id<'tenant'>, token: string): Promise<FoundSignIn | undefined> {
    const holder = await this.#accessTokens.verify(token);
    if (!holder) return undefined;
    const { personId, grantId, expiresAt: until } = holder;
    const row = await lookUpSignIn(this.#db, tenantId, {
      name: 'identity.actor-of-token',
      text: `select $1::uuid as "personId", granted_at as "signedInAt",
                    (select roles from identity.memberships where person_id = $1::uuid) as roles
             from identity.live_grant($1::uuid, $2) as granted_at
             where granted_at is not null`,
      values: [personId, grantId],
    });
    if (!row) return undefined;
    const authenticated = authenticatedAs(row, { kind: 'program', id: grantId });
    return { authenticated, until, hangsOn: [`person:${personId}`, `grant:${grantId}`] };
  }
}
