import { Db } from '@edumaster/database';
import { type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { authenticatedAs, lookUpSignIn, type SignInRow } from '../queries/look-up-sign-in.ts';
import type { BearerTokens } from '../relying-party/bearer-tokens.ts';
import { issuerOutage } from '../relying-party/issuer-outage.ts';
import type { FoundSignIn } from '../relying-party/remembered-sign-ins.ts';
import { AdmitIssued } from './admit-issued.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { type AccessTokenClaims, ExternalTokens } from './external-tokens.ts';

/** Access tokens of the issuer, which programs may have asked it for themselves. */
@Injectable()
export class ExternalBearerTokens implements BearerTokens {
  readonly #db: Db;
  readonly #settings: ExternalIssuerSettings;
  readonly #tokens: ExternalTokens;
  readonly #admitIssued: AdmitIssued;

  constructor(
    db: Db,
    settings: ExternalIssuerSettings,
    tokens: ExternalTokens,
    admitIssued: AdmitIssued,
  ) {
    this.#db = db;
    this.#settings = settings;
    this.#tokens = tokens;
    this.#admitIssued = admitIssued;
  }

  /** @throws AppError `unavailable` when the issuer's keys are not known and cannot be had */
  async find(tenantId: Id<'tenant'>, token: string): Promise<FoundSignIn | undefined> {
    const claims = await this.#verify(token);
    if (!claims) return undefined;
    let row = await this.#look(tenantId, claims);
    if (!row) {
      const ctx = systemCtx('a program comes with a token of the issuer');
      await this.#admitIssued.atFirstSight(ctx, token, claims);
      row = await this.#look(tenantId, claims);
    }
    return row && found(row, claims);
  }

  #verify(token: string): Promise<AccessTokenClaims | undefined> {
    return this.#tokens.verify(token).catch((error: unknown) => {
      throw issuerOutage(error) ?? error;
    });
  }

  #look(tenantId: Id<'tenant'>, claims: AccessTokenClaims): Promise<SignInRow | undefined> {
    const { sub, iat, sid, auth_time: provenAt } = claims;
    const session = typeof sid === 'string' ? sid : null;
    const signedInAt = typeof provenAt === 'number' ? provenAt : iat;
    return lookUpSignIn(this.#db, tenantId, {
      name: 'identity.actor-of-subject',
      text: `select person as "personId", to_timestamp($5) as "signedInAt",
                    (select roles from identity.memberships where person_id = person) as roles
             from identity.person_of_subject($1, $2, $3, to_timestamp($4)) as person
             where person is not null`,
      values: [this.#settings.url, sub, session, iat, signedInAt],
    });
  }
}

function found(row: SignInRow, { sub, sid, exp }: AccessTokenClaims): FoundSignIn {
  const session = typeof sid === 'string' ? sid : undefined;
  return {
    authenticated: authenticatedAs(row, { kind: 'program', id: session ?? sub }),
    until: new Date(exp * 1_000),
    hangsOn: [
      `person:${row.personId}`,
      `issuer-subject:${sub}`,
      ...(session ? [`issuer-session:${session}`] : []),
    ],
  };
}
