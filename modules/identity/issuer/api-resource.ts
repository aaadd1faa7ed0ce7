import type { ResourceServer } from 'oidc-provider';

/** The API's only scope; what a person may do is decided by roles, not by scopes. */
export const apiScope = 'api';

export const accessTokenSeconds = 300;

/** The API as the issuer's resource: its access tokens are JWTs that anybody can check. */
export function apiResource(audience: string): ResourceServer {
  return {
    scope: apiScope,
    audience,
    accessTokenTTL: accessTokenSeconds,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256' } },
  };
}
