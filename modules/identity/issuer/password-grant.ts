import { AppError, systemCtx } from '@edumaster/kernel';
import { errors, type Provider, type TokenEndpointGrantContext } from 'oidc-provider';
import type {
  CheckPersonForProgram,
  ProgramRefusal,
} from '../use-cases/check-person-for-program.ts';
import { apiResource, apiScope } from './api-resource.ts';
import { passwordGrant } from './clients.ts';

interface PasswordParameters {
  readonly username?: string;
  readonly password?: string;
  readonly one_time_code?: string;
}

interface GrantOptions {
  readonly audience: string;
  readonly checkPerson: CheckPersonForProgram;
}

/**
 * The grant for first-party programs: a person's address and password against tokens, by the same
 * issuer and with the same rotation as on the web. It is reachable at the token endpoint too, so
 * the second factor and the limits on attempts lie in here.
 */
export function registerPasswordGrant(provider: Provider, options: GrantOptions): void {
  provider.registerGrantType<PasswordParameters>(
    passwordGrant,
    async (ctx) => {
      const accountId = await authenticate(ctx, options.checkPerson);
      ctx.body = await issueTokens(ctx, accountId, options.audience);
    },
    ['username', 'password', 'one_time_code'],
  );
}

type GrantContext = TokenEndpointGrantContext<PasswordParameters>;

async function authenticate(
  ctx: GrantContext,
  checkPerson: CheckPersonForProgram,
): Promise<string> {
  const { username, password, one_time_code: oneTimeCode } = ctx.oidc.params;
  if (!username || !password) throw new errors.InvalidRequest('username or password is missing');
  const checked = await checkPerson
    .run(systemCtx('a program logs a person in'), { email: username, password, oneTimeCode })
    .catch(passOn);
  if (checked.ok) return checked.value.id;
  if (checked.detail) ctx.set('retry-after', checked.detail);
  throw refusal(checked.refusal);
}

function passOn(error: unknown): never {
  const isTooMuch = error instanceof AppError && error.code === 'unavailable';
  throw isTooMuch ? new errors.OIDCProviderError(503, 'temporarily_unavailable') : error;
}

/** That it is too much at the moment is no failure of the issuer. */
export function isBusy(error: unknown): boolean {
  return error instanceof errors.OIDCProviderError && error.status === 503;
}

function refusal(code: ProgramRefusal): Error {
  if (code === 'too_many_requests') return new errors.OIDCProviderError(429, 'slow_down');
  if (code === 'account_not_active') return new errors.OIDCProviderError(403, 'access_denied');
  if (code === 'invalid_credentials') return new errors.InvalidGrant('the credentials are wrong');
  return new errors.OIDCProviderError(400, code);
}

async function issueTokens(ctx: GrantContext, accountId: string, audience: string) {
  const { client, provider } = ctx.oidc;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addResourceScope(audience, apiScope);
  const grantId = await grant.save();
  const facts = { accountId, client, grantId, gty: passwordGrant, scope: apiScope };
  const token = new provider.AccessToken({
    ...facts,
    resourceServer: new provider.ResourceServer(audience, apiResource(audience)),
  });
  const refreshToken = new provider.RefreshToken({ ...facts, resource: audience });
  return {
    access_token: await token.save(),
    refresh_token: await refreshToken.save(),
    expires_in: token.expiration,
    token_type: token.tokenType,
    scope: token.scope,
  };
}
