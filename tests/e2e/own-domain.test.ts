import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { inDatabaseOf } from '../chaos/victim-database.ts';
import { visitor } from '../running-server/visitor.ts';
import { academyUrl, ownDomains, url, useBrowser } from './browser/use-browser.ts';
import { newcomer, signIn, signOut, signUp } from './steps/sign-in.ts';

const browser = useBrowser();
const { host: platformHost, port } = new URL(url);
const domain = `${crypto.randomUUID().slice(0, 8)}.${ownDomains}`;
const school = `http://learn.${domain}:${port}`;
/** A header that browsers heed by TLS only, and say so. */
const plainHttp = [/Cross-Origin-Opener-Policy header has been ignored/];
const sessionCookie = 'edumaster_session';

beforeAll(async () => {
  const server = { dataDir: inject('edumasterDataDir') };
  await inDatabaseOf(server, (client) =>
    client.query(
      `insert into tenancy.hosts (host, tenant_id)
       select $1, id from tenancy.tenants where subdomain = 'acme'`,
      [`learn.${domain}`],
    ),
  );
});

const accountButton = (page: Page, name: string) =>
  page.getByRole('button', { name: `Account menu of ${name}` });

const sessionsOf = async (page: Page) =>
  (await page.context().cookies()).filter(({ name }) => name === sessionCookie);

describe('a school on a domain of its own', () => {
  test('lets people sign in at the platform, and has them back where they were', async () => {
    const page = await browser.open({ tolerates: plainHttp });
    await page.goto(`${school}/courses?q=video`);
    await page.getByRole('banner').getByRole('link', { name: 'Log in' }).click();
    await page.waitForURL(/\/sign-in\//);
    expect(new URL(page.url()).host).toBe(platformHost);
    await signIn(page, 'student@demo.test');
    await page.waitForURL(`${school}/courses?q=video`);
    await accountButton(page, 'Sam Student').waitFor();
    expect(await sessionsOf(page)).toMatchObject([
      { domain: `learn.${domain}`, path: '/', httpOnly: true, sameSite: 'Lax' },
    ]);
    await page.goto(`${school}/account/security-log`);
    await page.getByRole('heading', { level: 1, name: 'Recent activity' }).waitFor();
  });

  test('signs up by mail there, asks nothing of who is signed in, and signs out everywhere', async () => {
    const page = await browser.open({ tolerates: plainHttp });
    const ada = newcomer('Ada Ownword');
    await page.goto(url);
    await signUp(page, ada);
    await page.goto(`${school}/auth/sign-in?returnTo=/courses`);
    await page.waitForURL(`${school}/courses`);
    await accountButton(page, ada.name).waitFor();
    await signOut(page);
    expect(new URL(page.url()).origin).toBe(school);
    await page.goto(url);
    await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
  });

  test('is not where a browser comes back that left for a domain that is not ours', async () => {
    const page = await browser.open({ tolerates: [...plainHttp, /\b404\b/] });
    const unknown = `http://other.${domain}:${port}`;
    const answer = await page.goto(`${unknown}/auth/sign-in`);
    expect(answer?.status()).toBe(404);
    await page.goto(`${school}/auth/sign-in?returnTo=//other.${domain}:${port}/`);
    await signIn(page, 'student@demo.test');
    await page.waitForURL(`${school}/`);
  });
});

describe('a neighbour that plants cookies', () => {
  const plant = (page: Page, at: string, cookie: string) =>
    page.evaluate((line) => void (document.cookie = line), `${cookie}; domain=${at}; path=/`);

  test('reaches nobody on the embedded start: browsers take no cookie for all of localhost', async () => {
    const page = await browser.open({ tolerates: plainHttp });
    await page.route(`${academyUrl}/planting`, (route) =>
      route.fulfill({
        headers: { 'set-cookie': `${sessionCookie}=planted; Domain=localhost; Path=/` },
        contentType: 'text/html',
        body: '<title>planting</title>',
      }),
    );
    await page.goto(`${academyUrl}/planting`);
    await plant(page, 'localhost', `${sessionCookie}=planted`);
    await plant(page, 'localhost', 'edumaster_sign_in_planted=planted');
    expect(await page.context().cookies(url)).toEqual([]);
    await page.goto(`${url}/auth/sign-in?returnTo=/my-learning`);
    await signIn(page, 'student@demo.test');
    await page.getByRole('heading', { name: 'My learning' }).waitFor();
  });

  test('makes nobody somebody else where it reaches them: of two sessions none counts', async () => {
    const page = await browser.open({ tolerates: plainHttp });
    await page.goto(`${school}/auth/sign-in?returnTo=/courses`);
    await signIn(page, 'student@demo.test');
    await accountButton(page, 'Sam Student').waitFor();
    const [own] = await sessionsOf(page);

    const attacker = await browser.open({ tolerates: plainHttp });
    await attacker.goto(`${school}/auth/sign-in?returnTo=/courses`);
    await signIn(attacker, 'instructor@demo.test');
    await accountButton(attacker, 'Ines Castell').waitFor();
    const [theirs] = await sessionsOf(attacker);

    await plant(page, domain, `${sessionCookie}=${theirs?.value}`);
    expect(await sessionsOf(page)).toHaveLength(2);
    await page.goto(`${school}/courses`);
    await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
    expect(await accountButton(page, 'Ines Castell').count()).toBe(0);

    const cookies = [own, theirs].map((cookie) => `${sessionCookie}=${cookie?.value}`);
    for (const [cookie, status] of [
      [cookies[0], 200],
      [cookies.join('; '), 401],
      [cookies.toReversed().join('; '), 401],
    ] as const) {
      const headers = { cookie: cookie ?? '' };
      const answer = await visitor(school).send('/api/v1/me', { headers });
      expect(answer.status).toBe(status);
    }
  });
});
