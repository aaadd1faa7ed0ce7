/** Path that the embedded issuer lives under. */
export const issuerPath = '/oidc';

export interface IssuerAddresses {
  readonly issuer: string;
  /** Of access tokens: the platform's API, on whatever host it answers. */
  readonly audience: string;
}

export function addressesOf(origin: string): IssuerAddresses {
  return { issuer: `${origin}${issuerPath}`, audience: `${origin}/api` };
}
