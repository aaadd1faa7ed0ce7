import { systemCtx } from '@edumaster/kernel';
import { type BareIssuer, startBareIssuer } from './bare-issuer.ts';
import { type IdentityWorld, identityWorld, type WorldOptions } from './identity-world.ts';
import { newEmail, platform } from './sign-in-journey.ts';
import { type Page, TestBrowser } from './test-browser.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The relying party with an issuer; which one is a matter of settings. */
export interface IssuerUnderTest {
  readonly world: IdentityWorld;
  newBrowser(): TestBrowser;
  newAccount(): Promise<Credentials>;
  /** Leaves a host for the issuer's sign-in page. */
  toSignInPage(browser: TestBrowser, host: string, query?: string): Promise<URL>;
  /** Answers that page. @returns the address that the browser goes on to */
  answer(browser: TestBrowser, page: URL, account: Credentials): Promise<string>;
  /** Signs out here, and at the issuer if it wants to be asked. */
  signOut(browser: TestBrowser, host: string): Promise<void>;
  close(): Promise<void>;
}

export type UnderTestOptions = Omit<WorldOptions, 'origin'>;

export const sameOrigin = { headers: { 'sec-fetch-site': 'same-origin' } };

export async function embeddedUnderTest(options: UnderTestOptions): Promise<IssuerUnderTest> {
  const world = await identityWorld(options);
  const { marketplace: tenantId } = options.tenants;
  return {
    world,
    newBrowser: () => new TestBrowser(world.app),
    async newAccount() {
      const account = { email: newEmail(), password: 'correct horse battery' };
      const person = { ...account, name: 'Ines', roles: ['student'] };
      await world.identity.provision(systemCtx('a test makes an account'), { tenantId, person });
      return account;
    },
    toSignInPage: (browser, host, query) => leave(browser, { host, query, issuer: platform }),
    answer: (browser, page, account) => post(browser, `${page.href}/password`, account),
    async signOut(browser, host) {
      const out = await browser.request('POST', `${host}/auth/sign-out`, sameOrigin);
      if (out.status !== 204) throw new Error(`not signed out: ${out.status}`);
    },
    close: () => world.app.close(),
  };
}

export interface ExternalUnderTest extends IssuerUnderTest {
  readonly issuer: BareIssuer;
  /** Another process of the same installation, which has just started. */
  again(): Promise<IdentityWorld>;
}

export async function externalUnderTest(options: UnderTestOptions): Promise<ExternalUnderTest> {
  const issuer = await startBareIssuer(platform);
  const settings = { ...issuer.settings, ...options.settings };
  const world = await identityWorld({ ...options, settings });
  return {
    world,
    issuer,
    again: () => identityWorld({ ...options, settings }),
    newBrowser: () => new TestBrowser(world.app, [issuer.url]),
    async newAccount() {
      const { email = '', password } = issuer.addAccount();
      return { email, password };
    },
    toSignInPage: (browser, host, query) => leave(browser, { host, query, issuer: issuer.url }),
    answer: (browser, page, account) => post(browser, page.href, account),
    async signOut(browser, host) {
      const out = await browser.request('POST', `${host}/auth/sign-out`, sameOrigin);
      const asked = await browser.visit(JSON.parse(out.body).redirectTo);
      await confirm(browser, asked);
    },
    async close() {
      await world.app.close();
      await issuer.close();
    },
  };
}

/** Goes from the start to the end of a sign-in. */
export async function signInWith(
  setting: IssuerUnderTest,
  { host = platform, query = '' }: { host?: string; query?: string } = {},
) {
  const browser = setting.newBrowser();
  const account = await setting.newAccount();
  const page = await setting.toSignInPage(browser, host, query);
  const landed = await browser.visit(await setting.answer(browser, page, account));
  return { browser, account, landed };
}

async function leave(
  browser: TestBrowser,
  to: { host: string; query: string | undefined; issuer: string },
): Promise<URL> {
  const { url } = await browser.visit(`${to.host}/auth/sign-in${to.query ?? ''}`);
  const isPage = /^\/(sign-in|interaction)\/[\w-]+(\/sign-up)?$/.test(url.pathname);
  if (url.origin !== to.issuer || !isPage) throw new Error(`not the sign-in page: ${url.href}`);
  return url;
}

async function post(browser: TestBrowser, address: string, body: object): Promise<string> {
  const answered = await browser.request('POST', address, { body });
  if (answered.status !== 200) throw new Error(`refused: ${answered.status} ${answered.body}`);
  return JSON.parse(answered.body).redirectTo;
}

/** The page on which the other issuer asks whether the person means to sign out. */
async function confirm(browser: TestBrowser, page: Page): Promise<void> {
  const action = /action="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const answered = await browser.request('POST', new URL(action, page.url).href, {
    form: { xsrf, logout: 'yes' },
  });
  await browser.visit(new URL(String(answered.headers['location']), page.url).href);
}
