/**
 * Name of the session's cookie. Safari and curl refuse the `__Host-` prefix on plain HTTP, also on
 * localhost, so it is there only when the platform's origin is https.
 */
export function sessionCookieName(origin: string): string {
  return `${cookiePrefix(origin)}edumaster_session`;
}

export function cookiePrefix(origin: string): string {
  return origin.startsWith('https:') ? '__Host-' : '';
}
