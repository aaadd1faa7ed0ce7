import { tenants } from '@edumaster/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { failureOf, foreigner, signInThrough } from './testing/foreign-journey.ts';
import { identityWorld } from './testing/identity-world.ts';
import {
  me,
  newEmail,
  password,
  platform,
  signUp,
  toSignInPage,
  send,
} from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { TestProvider } from './testing/test-provider.ts';
import { useProviders } from './testing/use-providers.ts';

const elsewhere = useProviders();
const { links, world } = elsewhere;
const { database } = world;

let school: TestProvider;

beforeAll(() => {
  ({ school } = elsewhere);
});

describe('the way to a provider', () => {
  it('is offered by name alone', async () => {
    const browser = new TestBrowser(world.app);
    const { body } = await send(browser, 'GET', `${platform}/api/v1/sign-in-providers`);
    expect(body.items).toEqual([
      { id: 'school', name: 'School Account' },
      { id: 'firm', name: 'Firm' },
    ]);
  });

  it('does not lead to one that nobody has configured', async () => {
    const browser = new TestBrowser(world.app);
    const page = await toSignInPage(browser, platform);
    const left = await browser.visit(`${page.href}/providers/evil`);
    expect(failureOf(left)).toBe('provider_unknown');
  });

  it('says so when the provider does not answer', async () => {
    const redirectUri = `${platform}/auth/provider-callback`;
    const gone = await TestProvider.open({ redirectUri });
    const providers = JSON.stringify([gone.settings()]);
    await gone.close();
    const other = await identityWorld({
      database,
      tenants: { marketplace: tenants.first, academy: tenants.second },
      settings: { EDUMASTER_SIGN_IN_PROVIDERS: providers },
    });
    const browser = new TestBrowser(other.app);
    const page = await toSignInPage(browser, platform);
    const left = await browser.visit(`${page.href}/providers/school`);
    expect(failureOf(left)).toBe('provider_unavailable');
    await other.app.close();
  });
});

describe('a signed-in person', () => {
  const linked = `${platform}/api/v1/me/linked-sign-ins`;

  async function toLink(browser: TestBrowser): Promise<URL> {
    const body = { provider: 'school', currentPassword: password };
    const begun = await send(browser, 'POST', linked, body);
    expect(begun.status).toBe(200);
    return school.walk(begun.body.redirectTo);
  }

  it('links an account elsewhere, signs in by it, and unlinks it', async () => {
    const browser = new TestBrowser(world.app);
    const { email } = await signUp(browser, platform);
    school.account = foreigner(newEmail());
    const back = await browser.visit((await toLink(browser)).href);
    expect(`${back.url.pathname}${back.url.search}`).toBe('/account/security?linked=1');
    const { body } = await send(browser, 'GET', linked);
    expect(body.items).toMatchObject([{ provider: 'School Account', email: school.account.email }]);
    const other = new TestBrowser(world.app);
    await signInThrough(other, school);
    expect((await me(other, platform)).body.email).toBe(email);

    const removal = `${linked}/${body.items[0].id}/removal`;
    expect((await send(browser, 'POST', removal, {})).body.code).toBe('password_wrong');
    const unlinked = await send(browser, 'POST', removal, { currentPassword: password });
    expect(unlinked.status).toBe(204);
    expect(await links(email)).toEqual([]);
  });

  it('begins with their password, and is the one who comes back', async () => {
    const browser = new TestBrowser(world.app);
    const { email } = await signUp(browser, platform);
    const refused = await send(browser, 'POST', linked, { provider: 'school' });
    expect(refused.body.code).toBe('password_wrong');
    school.account = foreigner(newEmail());
    const back = await toLink(browser);
    // Somebody else signs in here meanwhile.
    const page = await toSignInPage(new TestBrowser(world.app), platform);
    expect(page.pathname).toMatch(/^\/sign-in/);
    await browser.request('POST', `${platform}/auth/sign-out`, { headers: { origin: platform } });
    await signUp(browser, platform);
    expect((await browser.visit(back.href)).status).toBe(400);
    expect(await links(email)).toEqual([]);
  });

  it("does not get somebody else's account elsewhere", async () => {
    school.account = foreigner(newEmail());
    const victim = new TestBrowser(world.app);
    await signInThrough(victim, school);
    const browser = new TestBrowser(world.app);
    await signUp(browser, platform);
    const back = await browser.visit((await toLink(browser)).href);
    expect(back.url.search).toBe('?failure=linked_elsewhere');
    expect((await send(browser, 'GET', linked)).body.items).toEqual([]);
  });

  it('keeps the last way to sign in', async () => {
    school.account = foreigner(newEmail());
    const browser = new TestBrowser(world.app);
    await signInThrough(browser, school);
    const { body } = await send(browser, 'GET', linked);
    const refused = await send(browser, 'POST', `${linked}/${body.items[0].id}/removal`, {});
    expect([refused.status, refused.body.code]).toEqual([409, 'last_way_to_sign_in']);
  });
});
