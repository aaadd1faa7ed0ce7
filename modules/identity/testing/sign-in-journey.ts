import type { FastifyInstance } from 'fastify';
import { type Page, TestBrowser } from './test-browser.ts';
import { mailboxOf } from './test-mailbox.ts';

export const platform = 'http://localhost:3000';
export const academy = 'http://acme.localhost:3000';
export const password = 'correct horse battery';
export const sessionCookie = 'edumaster_session';

let counter = 0;

export function newEmail(): string {
  counter += 1;
  return `grace${counter}@example.test`;
}

/** Goes to the sign-in page of a host, through whatever lies before it. */
export async function toSignInPage(browser: TestBrowser, host: string, query = ''): Promise<URL> {
  const { url } = await browser.visit(`${host}/auth/sign-in${query}`);
  const isPage = /^\/sign-in\/[\w-]+(\/sign-up)?$/.test(url.pathname);
  if (url.origin !== platform || !isPage) throw new Error(`not the sign-in page: ${url.href}`);
  return url;
}

/** What the page's form sends. */
export function answer(
  browser: TestBrowser,
  page: URL,
  form: { path: 'password' | 'registration'; body: object },
): Promise<Page> {
  const address = page.href.replace(/\/sign-up$/, '');
  return browser.request('POST', `${address}/${form.path}`, { body: form.body });
}

/** Follows the answer to a form back to the host that the browser came from. */
export function goOn(browser: TestBrowser, answered: Page): Promise<Page> {
  return browser.visit(JSON.parse(answered.body).redirectTo);
}

/** Asks for an account on the sign-up page that the browser shows. */
export async function askForAccount(browser: TestBrowser, page: URL, email: string): Promise<URL> {
  const body = { name: 'Grace', email };
  const asked = await answer(browser, page, { path: 'registration', body });
  if (asked.status !== 202) throw new Error(`not accepted: ${asked.body}`);
  return mailboxOf(browser.app).link(email, 'sign-up');
}

/** Opens the link of the mail and chooses a password. */
export function finishSignUp(browser: TestBrowser, link: URL): Promise<Page> {
  const body = { token: link.searchParams.get('token'), password };
  return browser.request('POST', `${link.origin}${link.pathname}`, { body });
}

export async function signUp(
  browser: TestBrowser,
  host: string,
  query = '?screen=sign-up',
): Promise<{ email: string; landed: Page }> {
  const email = newEmail();
  const page = await toSignInPage(browser, host, query);
  const link = await askForAccount(browser, page, email);
  return { email, landed: await goOn(browser, await finishSignUp(browser, link)) };
}

/** The same person in a browser of their own. */
export async function signIn(app: FastifyInstance, email: string): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  const page = await toSignInPage(browser, platform);
  const answered = await answer(browser, page, { path: 'password', body: { email, password } });
  await goOn(browser, answered);
  return browser;
}

export async function me(browser: TestBrowser, host: string) {
  const page = await browser.request('GET', `${host}/api/v1/me`);
  return { status: page.status, body: JSON.parse(page.body) };
}

/** One request of JSON. */
export async function send(
  browser: TestBrowser,
  method: 'GET' | 'POST' | 'PATCH',
  address: string,
  body?: object,
) {
  const page = await browser.request(method, address, body ? { body } : {});
  return { status: page.status, body: page.body ? JSON.parse(page.body) : undefined, page };
}
