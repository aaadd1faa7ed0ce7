/** Issuers that let tokens live for very long or very short are asked within these bounds. */
const shortestSeconds = 30;
const longestSeconds = 3_600;

/** When a session whose access token lives for so long is to be renewed. */
export function renewalTime(now: Date, expiresInSeconds: number): Date {
  const seconds = Math.min(Math.max(expiresInSeconds, shortestSeconds), longestSeconds);
  return new Date(now.getTime() + seconds * 1_000);
}
