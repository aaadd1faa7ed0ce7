import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * The page for an authorization request that cannot even be sent back. Nothing of the request is
 * written into it, and it needs neither a script nor a style.
 */
export function renderIssuerError(ctx: KoaContextWithOIDC): void {
  ctx.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  ctx.type = 'html';
  ctx.body = signInFailedPage;
}

/** Also for a browser that comes back without the cookie that it left with. */
export const signInFailedPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Signing in did not work</title>
</head>
<body>
<main>
<h1>Signing in did not work</h1>
<p>It took too long, was started in another browser, or the link was not complete.</p>
<p><a href="/auth/sign-in">Sign in again</a> or <a href="/">go to the start page</a>.</p>
</main>
</body>
</html>
`;
