import type { KoaContextWithOIDC } from 'oidc-provider';
import { signInFailedPage } from '../http/sign-in-failed-page.ts';

/**
 * The page for an authorization request that cannot even be sent back. Nothing of the request is
 * written into it, and it needs neither a script nor a style.
 */
export function renderIssuerError(ctx: KoaContextWithOIDC): void {
  ctx.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  ctx.type = 'html';
  ctx.body = signInFailedPage('not_asked_for');
}
