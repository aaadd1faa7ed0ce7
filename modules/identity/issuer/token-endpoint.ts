import { AppError } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Credentials, ProgramTokens, Tokens } from '../relying-party/token-issuer.ts';
import { Clients, firstPartyClientId, passwordGrant } from './clients.ts';
import { Issuer, type IssuerAnswer } from './issuer.ts';

type LoggedIn = Tokens & { readonly personId: string };

const tokenResponse = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.int(),
});

/** The token endpoint of the embedded issuer, for programs of ours. */
@Injectable()
export class TokenEndpoint implements ProgramTokens {
  readonly #issuer: Issuer;
  readonly #clients: Clients;

  constructor(issuer: Issuer, clients: Clients) {
    this.#issuer = issuer;
    this.#clients = clients;
  }

  /**
   * @throws AppError `invalid_credentials`, `account_not_active`, `one_time_code_required`,
   *   `invalid_one_time_code`, `too_many_requests`
   */
  async logIn({ email, password, oneTimeCode }: Credentials): Promise<LoggedIn> {
    const parameters = {
      grant_type: passwordGrant,
      username: email,
      password,
      ...(oneTimeCode === undefined ? {} : { one_time_code: oneTimeCode }),
    };
    const answer = await this.#post('/token', parameters);
    if (answer.status === 429) {
      const retryAfterSeconds = Number(answer.headers['retry-after'] ?? 60);
      throw new AppError('too_many_requests', { retryAfterSeconds });
    }
    if (answer.status === 403) throw new AppError('account_not_active');
    if (answer.status !== 200) throw new AppError(codeRefusalIn(answer) ?? 'invalid_credentials');
    const tokens = tokensOf(answer);
    return { ...tokens, personId: decodeJwt(tokens.accessToken).sub ?? '' };
  }

  /** A new pair for a refresh token that was not used. @throws AppError `invalid_refresh_token` */
  async refresh(refreshToken: string): Promise<Tokens> {
    const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const answer = await this.#post('/token', parameters);
    if (answer.status !== 200) throw new AppError('invalid_refresh_token');
    return tokensOf(answer);
  }

  /** Ends the token's grant; one that is unknown or ended already is none of our concern. */
  async revoke(refreshToken: string): Promise<void> {
    await this.#post('/token/revocation', {
      token: refreshToken,
      token_type_hint: 'refresh_token',
    });
  }

  async #post(path: string, parameters: Record<string, string>): Promise<IssuerAnswer> {
    const answer = await this.#issuer.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ...parameters,
        client_id: firstPartyClientId,
        client_secret: this.#clients.secretOf(firstPartyClientId),
      }).toString(),
    });
    if (answer.status >= 500) throw new AppError('unavailable', { retryAfterSeconds: 5 });
    return answer;
  }
}

/** What the grant says of the second factor. */
function codeRefusalIn(answer: IssuerAnswer): string | undefined {
  const { error } = z.object({ error: z.string() }).parse(JSON.parse(answer.body));
  return ['one_time_code_required', 'invalid_one_time_code'].find((code) => code === error);
}

function tokensOf(answer: IssuerAnswer): Tokens {
  const body = tokenResponse.parse(JSON.parse(answer.body));
  return {
    accessToken: body.access_token,
    refreshToken: body.refresh_token,
    expiresIn: body.expires_in,
  };
}
