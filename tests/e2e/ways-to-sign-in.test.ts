import { TestProvider } from '@edumaster/identity/testing';
import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import { visitor } from '../running-server/visitor.ts';
import { colourFindings, seriousFindings } from './browser/axe.ts';
import { hydrated } from './browser/hydrated.ts';
import { url, useBrowser } from './browser/use-browser.ts';
import { signIn, signOut } from './steps/sign-in.ts';

const browser = useBrowser();
const password = 'a long enough password';
const narrow = { width: 360, height: 740 };

async function register(): Promise<string> {
  const email = `${crypto.randomUUID()}@example.test`;
  await visitor(url).api.register({ body: { email, password, name: 'Wanda Ways' } });
  return email;
}

async function openSecurity(email: string, tolerates: readonly RegExp[] = []): Promise<Page> {
  const page = await browser.open({ reducedMotion: 'reduce', tolerates });
  await page.goto(`${url}/account/security`);
  await signIn(page, email, password);
  await page.getByRole('heading', { name: 'Passkeys' }).waitFor();
  return page;
}

/** A device with a fingerprint reader, whose owner is always there. */
async function giveAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  await session.send('WebAuthn.addVirtualAuthenticator', { options });
}

/** Presses a button that opens a dialog, and confirms with the password. */
async function confirm(page: Page, button: string): Promise<Locator> {
  await (await hydrated(page.getByRole('button', { name: button }))).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Current password/).fill(password);
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  return dialog;
}

async function looksRight(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await seriousFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await colourFindings(page)).toEqual([]);
  await page.setViewportSize(narrow);
  const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
  expect(await page.evaluate(isWider)).toBe(false);
  if (size) await page.setViewportSize(size);
}

test('a passkey is added, and signs in without a password', async () => {
  // The browser offers the passkey by itself too, and only one of the two is taken.
  const page = await openSecurity(await register(), [/\b401\b/, /status of 401/]);
  await giveAuthenticator(page);
  await confirm(page, 'Add a passkey');
  await page.getByText('My device').waitFor();
  await looksRight(page);
  await signOut(page);
  await page.goto(`${url}/auth/sign-in?returnTo=/my-learning`);
  const button = page.getByRole('button', { name: 'Log in with a passkey' });
  // It may have signed in already, by what the browser offers in the field.
  await Promise.race([button.click().catch(() => {}), page.waitForURL(`${url}/my-learning`)]);
  await page.waitForURL(`${url}/my-learning`);
  await page.getByRole('button', { name: 'Account menu of Wanda Ways' }).waitFor();
});

test('one-time codes are set up, asked for and taken once; a recovery code stands in', async () => {
  const email = await register();
  const page = await openSecurity(email, [/\b401\b/, /status of 401/]);
  const dialog = await confirm(page, 'Turn on');
  await dialog.getByRole('img', { name: /^QR code/ }).waitFor();
  await looksRight(page);
  const shown = await dialog.getByLabel('Secret for your authenticator app').textContent();
  const secret = Secret.fromBase32((shown ?? '').replaceAll(' ', ''));
  await dialog.getByLabel(/^Six digits/).fill(TOTP.generate({ secret }));
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await dialog.getByRole('button', { name: 'I have kept them' }).waitFor();
  await looksRight(page);
  const [recoveryCode = ''] = await dialog.getByRole('listitem').allTextContents();
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('You have 10 recovery codes left.').waitFor();

  const next = TOTP.generate({ secret, timestamp: Date.now() + 30_000 });
  await signOut(page);
  await toCode(page, email);
  await looksRight(page);
  await page.getByLabel(/^One-time code/).fill(next);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${url}/my-learning`);

  await signOut(page);
  await toCode(page, email);
  await page.getByLabel(/^One-time code/).fill(next);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('That code is wrong or was used already.').waitFor();
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel(/^Recovery code/).fill(recoveryCode);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${url}/my-learning`);
});

async function toCode(page: Page, email: string): Promise<void> {
  await page.goto(`${url}/auth/sign-in?returnTo=/my-learning`);
  await signIn(page, email, password);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
}

describe('an account elsewhere', () => {
  let school: TestProvider;
  let server: TestServer;

  beforeAll(async () => {
    const port = await freePort();
    const redirectUri = `http://localhost:${port}/auth/provider-callback`;
    school = await TestProvider.open({ redirectUri });
    const env = {
      EDUMASTER_SIGN_IN_PROVIDERS: JSON.stringify([school.settings()]),
      EDUMASTER_DEMO: 'false',
    };
    server = await startTestServer({ port, env });
  });

  afterAll(async () => {
    await server.dispose();
    await school.close();
  });

  test('makes an account here, which shows it among its ways to sign in', async () => {
    const email = `${crypto.randomUUID()}@school.test`;
    school.account = { sub: 'ada', email, email_verified: true, name: 'Ada Elsewhere' };
    const page = await browser.open({ reducedMotion: 'reduce' });
    await page.goto(`${server.url}/auth/sign-in?returnTo=/account/security`);
    await page.getByRole('link', { name: 'Continue with School Account' }).waitFor();
    await looksRight(page);
    await page.getByRole('link', { name: 'Continue with School Account' }).click();
    await page.waitForURL(`${server.url}/account/security`);
    await page.getByRole('heading', { name: 'Linked sign-ins' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: email }).waitFor();
    await looksRight(page);
  });

  test('is connected to an account that is here once its owner has logged in', async () => {
    const email = `${crypto.randomUUID()}@school.test`;
    school.account = { sub: 'grace', email, email_verified: true, name: 'Grace' };
    await visitor(server.url).api.register({ body: { email, password, name: 'Squatter' } });
    const page = await browser.open({ reducedMotion: 'reduce' });
    await page.goto(`${server.url}/auth/sign-in?returnTo=/my-learning`);
    await page.getByRole('link', { name: 'Continue with School Account' }).click();
    // Nobody had proven the address: its owner has taken the account over.
    await page.waitForURL(`${server.url}/my-learning`);
    school.account = { ...school.account, sub: 'another grace' };
    const other = await browser.open({ reducedMotion: 'reduce' });
    await other.goto(`${server.url}/auth/sign-in?returnTo=/my-learning`);
    await other.getByRole('link', { name: 'Continue with School Account' }).click();
    await other.getByRole('heading', { name: 'One more step' }).waitFor();
    await other.getByText(`There is an account for ${email} already.`).waitFor();
    await looksRight(other);
  });

  test('says what went wrong there', async () => {
    school.account = { sub: 'eve', email: 'eve@school.test', email_verified: false };
    const page = await browser.open({ reducedMotion: 'reduce' });
    await page.goto(`${server.url}/auth/sign-in?returnTo=/my-learning`);
    await page.getByRole('link', { name: 'Continue with School Account' }).click();
    await page.getByText('has not verified your e-mail address yet').waitFor();
    await looksRight(page);
  });
});
