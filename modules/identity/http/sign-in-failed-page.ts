import type { SignInRefusal } from '../use-cases/open-web-session.ts';

const reasons: Readonly<Record<SignInRefusal, string>> = {
  not_asked_for: 'It took too long, was started in another browser, or the link was not complete.',
  signed_out: 'You signed out in another window meanwhile.',
  account_not_active: 'This account is closed or suspended.',
  email_missing: 'The sign-in service does not tell your e-mail address, which an account needs.',
  email_taken:
    'There is an account with your e-mail address already, and the sign-in service has not ' +
    'verified that the address is yours. Verify it there, and sign in again.',
};

/**
 * For a browser that cannot be signed in. Nothing of the request is written into it, and it needs
 * neither a script nor a style.
 */
export function signInFailedPage(reason: SignInRefusal): string {
  return `<!doctype html>
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
<p>${reasons[reason]}</p>
<p><a href="/auth/sign-in">Sign in again</a> or <a href="/">go to the start page</a>.</p>
</main>
</body>
</html>
`;
}
