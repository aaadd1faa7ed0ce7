/**
 * Whether an authenticator says that it was used no more often than before: then there are two of
 * them, and one is a copy. Synchronised passkeys do not count and stay at 0 (WebAuthn, 6.1.1).
 */
export function isCopied(known: number, reported: number): boolean {
  return (known > 0 || reported > 0) && reported <= known;
}
