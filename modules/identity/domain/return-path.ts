const ownPaths = /^\/(auth|oidc|sign-in)(\/|$)/;
const here = 'http://here.invalid';

/**
 * Where a browser goes after signing in: a path of this site and nothing else, since the value
 * stands in a link that anybody can write. Whatever else it is becomes the start page.
 *
 * It is read as browsers read it (they drop tabs, take a backslash for a slash and resolve dots),
 * and what was read is what is used.
 */
export function safeReturnPath(given: string | undefined): string {
  if (!given?.startsWith('/') || given.length > 2_000) return '/';
  const url = URL.parse(given, here);
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/';
  // Through the sign-in again would be a loop.
  return ownPaths.test(url.pathname) ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
