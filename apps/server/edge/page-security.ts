import { randomBytes } from 'node:crypto';

/** A nonce for the inline scripts of one page. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** Origins beside our own that pages talk to. */
export interface OtherOrigins {
  /** Of stores to which browsers send what people upload. */
  readonly uploads: readonly string[];
  /** Of the nginx or CDN that delivers videos. */
  readonly videos: readonly string[];
}

/**
 * What a page may load and run. Styles need 'unsafe-inline': Radix, sonner and media-chrome set
 * them from scripts.
 */
export function contentSecurityPolicy(nonce: string, { uploads, videos }: OtherOrigins): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    ["img-src 'self' data: blob:", ...videos].join(' '),
    ["media-src 'self' blob:", ...videos].join(' '),
    "worker-src 'self' blob:",
    ["connect-src 'self'", ...uploads, ...videos].join(' '),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
