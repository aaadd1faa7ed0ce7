/** Where a host name points, before anybody has looked whether there is such a tenant. */
export type HostTarget =
  | { readonly kind: 'marketplace' }
  | { readonly kind: 'subdomain'; readonly label: string }
  | { readonly kind: 'domain'; readonly host: string };

export interface Platform {
  /** Host name of the platform's origin, without a port. */
  readonly hostname: string;
  /** Loopback names are the platform's too, so that an embedded start needs no DNS. */
  readonly answersOnLoopback: boolean;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const labelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const namePattern = /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/;

/**
 * The host name in its one form: lower case, without port and without the root's dot.
 * @returns undefined for what is no host name
 */
export function hostNameOf(hostHeader: string): string | undefined {
  const [, name] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::\d{1,5})?$/i.exec(hostHeader) ?? [];
  const bare = name?.toLowerCase().replace(/\.$/, '');
  if (bare === undefined) return undefined;
  return bare.startsWith('[') || namePattern.test(bare) ? bare : undefined;
}

export function targetOf(hostname: string, platform: Platform): HostTarget {
  const { answersOnLoopback } = platform;
  if (hostname === platform.hostname) return { kind: 'marketplace' };
  if (answersOnLoopback && loopbackNames.includes(hostname)) return { kind: 'marketplace' };
  const parents = answersOnLoopback ? [platform.hostname, 'localhost'] : [platform.hostname];
  const parent = parents.find((name) => hostname.endsWith(`.${name}`));
  const label = parent === undefined ? undefined : hostname.slice(0, -parent.length - 1);
  // A deeper name below the platform's own is nobody's, and must not become a custom domain.
  return label === undefined ? { kind: 'domain', host: hostname } : { kind: 'subdomain', label };
}

/** Labels that the platform keeps for itself, or that would pass for it. */
const reservedLabels = new Set(
  (
    'www api app admin auth oidc login account accounts id sso ' +
    'mail smtp cdn static assets media files status support help ' +
    'edumaster marketplace security billing payments localhost'
  ).split(' '),
);

/** Whether a tenant may have this label. */
export function isFreeLabel(label: string): boolean {
  return labelPattern.test(label) && !label.includes('--') && !reservedLabels.has(label);
}
