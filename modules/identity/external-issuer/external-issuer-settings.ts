import { InvalidSettings } from '@edumaster/settings';
import { z } from 'zod';
import { roleNames } from '../domain/role.ts';

/** A claim of the issuer that stands for a role here. */
export const roleRule = z.strictObject({
  claim: z.string().min(1).describe('Path of the claim, for example realm_access.roles'),
  value: z.string().min(1).describe('What the claim must be, or hold when it is a list'),
  role: z.enum(roleNames),
  host: z.string().min(1).optional().describe('Of the academy; without it the marketplace'),
});

export type RoleRule = z.output<typeof roleRule>;

/** An issuer of somebody else's, and us as its client; a provider in the container. */
export abstract class ExternalIssuerSettings {
  abstract readonly url: string;
  abstract readonly clientId: string;
  abstract readonly clientSecret: string;
  /** That access tokens must be meant for; without one, tokens of our own client count. */
  abstract readonly audience: string | undefined;
  /** Where people look after their account there. */
  abstract readonly accountUrl: string | undefined;
  abstract readonly roles: readonly RoleRule[];
}

interface GivenSettings {
  readonly EDUMASTER_ISSUER_URL?: string | undefined;
  readonly EDUMASTER_ISSUER_CLIENT_ID?: string | undefined;
  readonly EDUMASTER_ISSUER_CLIENT_SECRET?: string | undefined;
  readonly EDUMASTER_ISSUER_AUDIENCE?: string | undefined;
  readonly EDUMASTER_ISSUER_ACCOUNT_URL?: string | undefined;
  readonly EDUMASTER_ISSUER_ROLES: readonly RoleRule[];
}

/**
 * Undefined when the embedded issuer is meant.
 * @throws InvalidSettings when one setting is of no use without another
 */
export function externalIssuerOf(given: GivenSettings): ExternalIssuerSettings | undefined {
  const {
    EDUMASTER_ISSUER_URL: url,
    EDUMASTER_ISSUER_CLIENT_ID: clientId,
    EDUMASTER_ISSUER_CLIENT_SECRET: clientSecret,
    EDUMASTER_ISSUER_AUDIENCE: audience,
    EDUMASTER_ISSUER_ACCOUNT_URL: accountUrl,
    EDUMASTER_ISSUER_ROLES: roles,
  } = given;
  if (url && clientId && clientSecret) {
    return { url, clientId, clientSecret, audience, accountUrl, roles };
  }
  const others = [clientId, clientSecret, audience, accountUrl].some(Boolean) || roles.length > 0;
  if (!url && !others) return undefined;
  if (!url)
    throw new InvalidSettings(['EDUMASTER_ISSUER_URL is needed with the others of an issuer']);
  const missing = [
    ...(clientId ? [] : ['EDUMASTER_ISSUER_CLIENT_ID']),
    ...(clientSecret ? [] : ['EDUMASTER_ISSUER_CLIENT_SECRET']),
  ];
  throw new InvalidSettings(missing.map((name) => `${name} is needed with EDUMASTER_ISSUER_URL`));
}
