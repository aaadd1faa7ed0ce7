interface CookieOptions {
  readonly isSecure: boolean;
  /** 0 removes the cookie. */
  readonly maxAgeSeconds: number;
}

/** A cookie for this host alone that no script can read. */
export function hostCookie(name: string, value: string, options: CookieOptions): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${options.maxAgeSeconds}`];
  if (options.isSecure) attributes.push('Secure');
  return [`${name}=${value}`, ...attributes].join('; ');
}
