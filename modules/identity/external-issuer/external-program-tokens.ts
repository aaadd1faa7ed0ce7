import { Counters } from '@edumaster/counters';
import { AppError, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  genericGrantRequest,
  refreshTokenGrant,
  ResponseBodyError,
  tokenRevocation,
} from 'openid-client';
import { normalizedEmail } from '../domain/account.ts';
import { AttemptLimit } from '../secrets/attempt-limit.ts';
import { issuerOutage } from '../relying-party/issuer-outage.ts';
import type { Credentials, ProgramTokens, Tokens } from '../relying-party/token-issuer.ts';
import { AdmitIssued } from './admit-issued.ts';
import { ExternalIssuerClient } from './external-issuer-client.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { ExternalTokens } from './external-tokens.ts';
import { issuerElsewhere } from './issuer-elsewhere.ts';

/** As many as with the embedded issuer: to the issuer all guesses come from one address, ours. */
const failures = { name: 'direct-grant-failures', most: 10, windowSeconds: 15 * 60 };

const unsaidLifeSeconds = 300;

type Answer = Awaited<ReturnType<typeof refreshTokenGrant>>;

/** The issuer's direct grant, for programs of ours, where it allows one. */
@Injectable()
export class ExternalProgramTokens implements ProgramTokens {
  readonly #settings: ExternalIssuerSettings;
  readonly #client: ExternalIssuerClient;
  readonly #tokens: ExternalTokens;
  readonly #admitIssued: AdmitIssued;
  readonly #limit: AttemptLimit;

  constructor(
    settings: ExternalIssuerSettings,
    client: ExternalIssuerClient,
    tokens: ExternalTokens,
    admitIssued: AdmitIssued,
    counters: Counters,
  ) {
    this.#settings = settings;
    this.#client = client;
    this.#tokens = tokens;
    this.#admitIssued = admitIssued;
    this.#limit = new AttemptLimit(counters, failures);
  }

  /** @throws AppError besides, `issuer_elsewhere` when it does not allow it, `unavailable` */
  async logIn({ email, password }: Credentials): Promise<Tokens & { personId: string }> {
    let answer: Answer | undefined;
    const result = await this.#limit.run(normalizedEmail(email), async () => {
      answer = await this.#grant(email, password);
      return answer !== undefined;
    });
    if (!result.isTried) {
      const { retryAfterSeconds } = result;
      throw new AppError('too_many_requests', { retryAfterSeconds });
    }
    if (!answer) throw new AppError('invalid_credentials');
    const issued = { accessToken: answer.access_token, claims: answer.claims() ?? {} };
    await this.#requireUsable(issued.accessToken);
    const ctx = systemCtx('a program logs a person in at the issuer');
    const admitted = await this.#admitIssued.run(ctx, issued);
    if (!admitted.ok) throw new AppError('account_not_active');
    return { ...tokensOf(answer), personId: admitted.value };
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    const configuration = await this.#ask(() => this.#client.configuration());
    const answer = await this.#ask(() => refreshTokenGrant(configuration, refreshToken)).catch(
      (error: unknown) => {
        if (!(error instanceof ResponseBodyError)) throw error;
        throw isNotAllowed(error)
          ? issuerElsewhere(this.#settings)
          : new AppError('invalid_refresh_token');
      },
    );
    return tokensOf(answer, refreshToken);
  }

  async revoke(refreshToken: string): Promise<void> {
    const configuration = await this.#ask(() => this.#client.configuration());
    if (!configuration.serverMetadata().revocation_endpoint) return;
    const hint = { token_type_hint: 'refresh_token' };
    await this.#ask(() => tokenRevocation(configuration, refreshToken, hint)).catch(
      (error: unknown) => {
        if (!(error instanceof ResponseBodyError)) throw error;
      },
    );
  }

  async #requireUsable(accessToken: string): Promise<void> {
    if (await this.#tokens.verify(accessToken)) return;
    throw new Error(
      'the access tokens of the issuer are no JWTs or not meant for us: let it name our client ' +
        'or EDUMASTER_ISSUER_AUDIENCE in them',
    );
  }

  /** Undefined for wrong credentials. */
  async #grant(username: string, password: string): Promise<Answer | undefined> {
    const configuration = await this.#ask(() => this.#client.configuration());
    const { grant_types_supported: grants } = configuration.serverMetadata();
    if (grants && !grants.includes('password')) throw issuerElsewhere(this.#settings);
    const asked = { username, password, scope: 'openid email profile' };
    try {
      return await this.#ask(() => genericGrantRequest(configuration, 'password', asked));
    } catch (error) {
      if (!(error instanceof ResponseBodyError)) throw error;
      if (isNotAllowed(error)) throw issuerElsewhere(this.#settings);
      return undefined;
    }
  }

  async #ask<Result>(request: () => Promise<Result>): Promise<Result> {
    try {
      return await request();
    } catch (error) {
      throw issuerOutage(error) ?? error;
    }
  }
}

function isNotAllowed({ error }: ResponseBodyError): boolean {
  return error === 'unauthorized_client' || error === 'unsupported_grant_type';
}

function tokensOf(answer: Answer, spent?: string): Tokens {
  const refreshToken = answer.refresh_token ?? spent;
  if (refreshToken === undefined) throw new Error('the issuer gave no refresh token');
  return {
    accessToken: answer.access_token,
    refreshToken,
    expiresIn: answer.expiresIn() ?? unsaidLifeSeconds,
  };
}
