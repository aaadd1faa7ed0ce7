import { type BareIssuer, startBareIssuer } from '@edumaster/identity/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import { colourFindings, seriousFindings } from './browser/axe.ts';
import { useBrowser } from './browser/use-browser.ts';

const browser = useBrowser();
let issuer: BareIssuer;
let server: TestServer;

beforeAll(async () => {
  const port = await freePort();
  issuer = await startBareIssuer(`http://localhost:${port}`);
  const account = { EDUMASTER_ISSUER_ACCOUNT_URL: `${issuer.url}/account` };
  server = await startTestServer({
    port,
    env: { EDUMASTER_DEMO: 'false', ...issuer.settings, ...account },
  });
}, 240_000);

afterAll(async () => {
  await server?.dispose();
  await issuer?.close();
});

/** On the bare page of the issuer, which takes JSON. */
async function answerThere(page: Page, as: { email: string; password: string }): Promise<void> {
  await page.waitForURL((address) => address.origin === issuer.url);
  const next = await page.evaluate(async (body) => {
    const answer = await fetch(location.href, { method: 'POST', body: JSON.stringify(body) });
    return ((await answer.json()) as { redirectTo: string }).redirectTo;
  }, as);
  await page.goto(next);
}

async function looksRight(page: Page): Promise<void> {
  const wide = { width: 1280, height: 800 };
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await seriousFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await colourFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize(wide);
}

test.each([
  '/forgot-password',
  '/reset-password?token=some.thing',
  '/verify-email?token=some.thing',
  '/confirm-email?token=some.thing',
  '/restore-email?token=some.thing',
  '/sign-in/1234567890abc',
  '/sign-in/1234567890abc/sign-up',
  '/sign-in/1234567890abc/finish?token=some.thing',
])('%s leads over to the issuer instead of pretending', async (path) => {
  const page = await browser.open();
  await page.goto(`${server.url}${path}`);
  await page.getByRole('heading', { name: 'Your account is kept elsewhere' }).waitFor();
  expect(await page.locator('form').count()).toBe(0);
  const there = page.getByRole('link', { name: 'Open your account there' });
  expect(await there.getAttribute('href')).toBe(`${issuer.url}/account`);
  await looksRight(page);
  await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
  await page.waitForURL((address) => address.origin === issuer.url);
});

test('somebody signs in there, and finds in their account what is theirs to change here', async () => {
  const page = await browser.open({ tolerates: [/\/favicon\.ico/] });
  const { email = '', password } = issuer.addAccount({ name: 'Ines Issued' });
  await page.goto(`${server.url}/account/security`);
  await page.goto(`${server.url}/auth/sign-in?returnTo=/account/security`);
  await answerThere(page, { email, password });
  await page.waitForURL(`${server.url}/account/security`);
  await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor();
  const card = page.getByRole('region', { name: 'How you log in' });
  await card.getByText(`You log in with your account at ${new URL(issuer.url).host}.`).waitFor();
  expect(await page.getByRole('main').locator('form').count()).toBe(0);
  expect(await page.getByRole('region', { name: /Password|Passkeys|E-mail/ }).count()).toBe(0);
  await looksRight(page);

  const navigation = page.getByRole('navigation', { name: 'Account settings' });
  for (const title of ['Profile', 'Devices', 'Recent activity', 'Privacy']) {
    await navigation.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  await page.getByRole('button', { name: 'Delete my account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address of the account').fill(email);
  expect(await dialog.getByLabel(/^Current password/).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).waitFor();
});
