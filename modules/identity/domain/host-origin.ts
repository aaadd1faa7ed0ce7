/**
 * Where a browser reaches a host of ours; undefined for what is no bare host. Scheme and port are
 * the platform's: behind another port of the same name there may be somebody else's program.
 */
export function originOfHost(platformOrigin: string, host: string): string | undefined {
  const platform = new URL(platformOrigin);
  const url = URL.parse(`${platform.protocol}//${host}`);
  const isBare = url?.host === host.toLowerCase() && url.href === `${url.origin}/`;
  return url && isBare && url.port === platform.port ? url.origin : undefined;
}
