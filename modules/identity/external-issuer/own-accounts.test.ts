import { systemCtx } from '@edumaster/kernel';
import { tenants, useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountsElsewhere } from '../accounts-elsewhere.ts';
import { identityModule } from '../module.ts';
import { type ExternalUnderTest, externalUnderTest } from '../testing/issuers-under-test.ts';
import { platform } from '../testing/sign-in-journey.ts';
import type { TestBrowser } from '../testing/test-browser.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});
const accountUrl = 'https://sso.example/account';
const knownPassword = 'set before the issuer came';

let setting: ExternalUnderTest;

beforeAll(async () => {
  const ours = { marketplace: tenants.first, academy: tenants.second };
  const settings = { EDUMASTER_ISSUER_ACCOUNT_URL: accountUrl };
  setting = await externalUnderTest({ database, tenants: ours, settings });
});

afterAll(() => setting.close());

async function signedIn(): Promise<{ browser: TestBrowser; email: string }> {
  const { email = '', password } = setting.issuer.addAccount();
  const tenantId = tenants.first;
  const person = { email, password: knownPassword, name: 'Local', roles: ['student'] };
  await setting.world.identity.provision(systemCtx('a test makes an account'), {
    tenantId,
    person,
  });
  const browser = setting.newBrowser();
  const page = await setting.toSignInPage(browser, platform);
  await browser.visit(await setting.answer(browser, page, { email, password }));
  return { browser, email };
}

async function send(browser: TestBrowser, method: string, path: string, body?: object) {
  const answer = await browser.request(method as 'GET', `${platform}${path}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(body ? { body } : {}),
  });
  return { status: answer.status, body: answer.body ? JSON.parse(answer.body) : undefined };
}

const uid = '/sign-in/1234567890abc';
const password = 'long enough';
const token = 'a.token';
const code = '123456';

describe('accounts that are kept elsewhere', () => {
  it.each([
    ['POST', '/api/v1/auth/register', { email: 'new@example.test', password, name: 'New' }],
    ['POST', `${uid}/registration`, { email: 'new@example.test', name: 'New' }],
    ['POST', `${uid}/finish`, { token, password }],
    ['POST', `${uid}/password`, { email: 'new@example.test', password }],
    ['GET', `${uid}/step`],
    ['POST', `${uid}/passkey-options`],
    ['POST', `${uid}/one-time-code`, { code }],
    ['POST', '/api/v1/auth/password-resets', { email: 'new@example.test' }],
    ['PUT', '/api/v1/auth/password-resets', { token, password }],
    ['GET', `/api/v1/auth/link?token=${token}`],
    ['PUT', '/api/v1/auth/email-verifications', { token, password }],
    ['PUT', '/api/v1/auth/email-restorations', { token, password }],
    ['GET', '/api/v1/me/security'],
    ['PUT', '/api/v1/me/password', { currentPassword: knownPassword, newPassword: password }],
    ['POST', '/api/v1/me/email-change', { email: 'new@example.test', password: knownPassword }],
    ['POST', '/api/v1/me/email-verification'],
    ['GET', '/api/v1/me/passkeys'],
    ['POST', '/api/v1/me/passkeys/options', { currentPassword: knownPassword }],
    ['GET', '/api/v1/me/one-time-codes'],
    ['POST', '/api/v1/me/one-time-codes', { currentPassword: knownPassword }],
    ['POST', '/api/v1/me/recovery-codes', { currentPassword: knownPassword }],
    ['GET', '/api/v1/me/linked-sign-ins'],
    ['GET', '/api/v1/sign-in-providers'],
  ])('%s %s says where', async (method, path, body?: object) => {
    const { browser } = await signedIn();
    const answer = await send(browser, method, path, body);
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'issuer_elsewhere', issuer: setting.issuer.url },
    });
  });

  it('let nobody leave for a provider of ours', async () => {
    const answer = await setting.world.app.inject({ url: `${uid}/providers/google` });
    expect(answer.statusCode).toBe(404);
  });

  it('say where they are looked after', () => {
    const { issuer } = setting.world.container.get(AccountsElsewhere, { strict: false });
    expect(issuer).toEqual({ url: setting.issuer.url, accountUrl });
  });

  it('are deleted by a fresh log-in, and not by a password from before', async () => {
    const { browser, email } = await signedIn();
    const erase = (body: object) => send(browser, 'POST', '/api/v1/me/erasure', body);
    await database.owner.query(
      `update identity.sessions set created_at = created_at - interval '1 hour'`,
    );
    const late = await erase({ email, password: knownPassword });
    expect(late).toMatchObject({ status: 403, body: { code: 'sign_in_again' } });
    await database.owner.query(
      `update identity.sessions set created_at = created_at + interval '1 hour'`,
    );
    expect((await erase({ email })).status).toBe(204);
  });
});
