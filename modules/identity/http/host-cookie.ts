interface CookieOptions {
  readonly isSecure: boolean;
  /** 0 removes the cookie. */
  readonly maxAgeSeconds: number;
  /** By default all of the host. */
  readonly path?: string;
}

/** A cookie for this host alone that no script can read. */
export function hostCookie(name: string, value: string, options: CookieOptions): string {
  const { isSecure, maxAgeSeconds, path = '/' } = options;
  const attributes = [`Path=${path}`, 'HttpOnly', 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`];
  if (isSecure) attributes.push('Secure');
  return [`${name}=${value}`, ...attributes].join('; ');
}
