import { platform, toSignInPage } from './sign-in-journey.ts';
import type { Page, TestBrowser } from './test-browser.ts';
import type { ForeignAccount, TestProvider } from './test-provider.ts';

export interface Away {
  readonly page: URL;
  /** Where the provider sends the browser back to. */
  readonly back: URL;
}

/** From the sign-in page to the provider, and through it. */
export async function throughProvider(
  browser: TestBrowser,
  provider: TestProvider,
  { host = platform, id = 'school' } = {},
): Promise<Away> {
  const page = await toSignInPage(browser, host);
  const left = await browser.request('GET', `${page.href}/providers/${id}`);
  const location = String(left.headers['location']);
  if (!location.startsWith(provider.issuer)) throw new Error(`did not leave: ${location}`);
  return { page, back: await provider.walk(location) };
}

/** The whole way; lands on a page, or on the sign-in page again. */
export async function signInThrough(
  browser: TestBrowser,
  provider: TestProvider,
  options: { host?: string; id?: string } = {},
): Promise<Page> {
  const { back } = await throughProvider(browser, provider, options);
  return browser.visit(back.href);
}

let subjects = 0;

/** An account elsewhere that nobody has been seen with. */
export function foreigner(email: string, more: Partial<ForeignAccount> = {}): ForeignAccount {
  subjects += 1;
  return { sub: `subject-${subjects}`, email, email_verified: true, name: 'Ada', ...more };
}

/** What the sign-in page says went wrong; null when it says nothing. */
export function failureOf({ url }: Pick<Page, 'url'>): string | null {
  if (!/^\/sign-in\/[\w-]+$/.test(url.pathname)) throw new Error(`not the page: ${url.href}`);
  return url.searchParams.get('failure');
}
