import { randomBytes } from 'node:crypto';

/** A nonce for the inline scripts of one page. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * What a page may load and run. Styles need 'unsafe-inline': Radix, sonner and media-chrome set
 * them from scripts.
 * @param uploadOrigins of stores to which browsers send what people upload
 */
export function contentSecurityPolicy(nonce: string, uploadOrigins: readonly string[]): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    ["connect-src 'self'", ...uploadOrigins].join(' '),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
