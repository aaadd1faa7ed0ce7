import { z } from 'zod';
import type { Role } from '../domain/role.ts';
import type { RoleRule } from './external-issuer-settings.ts';

export type Claims = Readonly<Record<string, unknown>>;

const text = (max: number) => z.string().trim().min(1).max(max).optional().catch(undefined);

const personClaims = z.object({
  email: z.email().max(254).optional().catch(undefined),
  // Some issuers write the boolean as a text.
  email_verified: z
    .union([z.boolean(), z.literal('true').transform(() => true)])
    .optional()
    .catch(undefined),
  name: text(1_000),
  given_name: text(500),
  family_name: text(500),
  preferred_username: text(500),
});

/** What an issuer says of a person. */
export interface ClaimedPerson {
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  readonly name: string;
}

export function claimedPerson(claims: Claims): ClaimedPerson {
  const parsed = personClaims.parse(claims);
  const { email, given_name: given, family_name: family, preferred_username: user } = parsed;
  const both = [given, family].filter(Boolean).join(' ');
  const name = parsed.name ?? (both || user || email?.split('@')[0] || 'Somebody');
  return {
    email: email?.toLowerCase(),
    isEmailVerified: parsed.email_verified === true,
    name: [...name].slice(0, 120).join(''),
  };
}

/** The roles that the claims stand for, by the host of the rule; undefined is the platform's. */
export function claimedRoles(
  rules: readonly RoleRule[],
  claims: Claims,
): ReadonlyMap<string | undefined, readonly Role[]> {
  const granted = new Map<string | undefined, readonly Role[]>();
  for (const { host, role, claim, value } of rules) {
    const roles = granted.get(host) ?? [];
    // A host whose rules grant nothing is there too: what they granted before is taken away.
    granted.set(host, holds(claims, claim, value) ? [...roles, role] : roles);
  }
  return granted;
}

function holds(claims: Claims, path: string, value: string): boolean {
  const found = at(claims, path);
  return Array.isArray(found) ? found.some((one) => String(one) === value) : found === value;
}

/** Names of claims may hold dots themselves, as addresses do: the whole name comes first. */
function at(claims: unknown, path: string): unknown {
  if (!isObject(claims)) return undefined;
  if (Object.hasOwn(claims, path)) return claims[path];
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0 || !Object.hasOwn(claims, first)) return undefined;
  return at(claims[first], rest.join('.'));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
