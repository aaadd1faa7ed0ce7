import { hash, randomBytes } from 'node:crypto';

/** A token that cannot be guessed, for a cookie. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token; random tokens need no salt and no slow hash. */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'base64url');
}
