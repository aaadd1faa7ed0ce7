import { beforeAll, describe, expect, it } from 'vitest';
import { AccountClient, type AccountHolder, firstPassword } from './testing/account-world.ts';
import { callerHeader } from './testing/identity-world.ts';
import {
  academy,
  me,
  password,
  platform,
  sessionCookie,
  signIn,
  signUp,
  toSignInPage,
} from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();

interface Device {
  readonly id: string;
  readonly kind: string;
  readonly device: string;
  readonly place: string;
  readonly hosts: readonly string[];
  readonly isCurrent: boolean;
}

let api: AccountClient;

beforeAll(async () => {
  api = new AccountClient(world);
});

const cookieOf = (browser: TestBrowser) =>
  `${sessionCookie}=${browser.cookie(`${platform}/`, sessionCookie)}`;
const sameOrigin = { 'sec-fetch-site': 'same-origin' };

async function devicesOf(sent: { cookie?: string; token?: string }): Promise<readonly Device[]> {
  const answer = await api.send<{ items: Device[] }>('GET', '/me/sessions', undefined, sent);
  expect(answer.status).toBe(200);
  return answer.body.items;
}

function logInAs(email: string, userAgent: string) {
  const body = { email, password };
  const sent = { headers: { 'user-agent': userAgent } };
  return api.send<AccountHolder>('POST', '/auth/login', body, sent);
}

/** A browser on two hosts and a program of the same person. */
async function somebody() {
  const browser = new TestBrowser(world.app);
  const { email } = await signUp(browser, platform);
  await browser.visit(`${academy}/auth/sign-in`);
  const { body: program } = await logInAs(email, 'Learner/2.1');
  return { browser, email, program };
}

describe('the list of devices', () => {
  it('has a browser once, whatever hosts it reached, and programs; the own one first', async () => {
    const { browser, program } = await somebody();
    const seen = await devicesOf({ cookie: cookieOf(browser) });
    expect(seen).toEqual([
      {
        id: expect.any(String),
        kind: 'browser',
        // What the tests' own requests call themselves.
        device: 'lightMyRequest',
        place: '127.0.0.*',
        hosts: ['acme.localhost:3000', 'localhost:3000'],
        createdAt: expect.any(String),
        lastSeenAt: expect.any(String),
        isCurrent: true,
      },
      expect.objectContaining({
        kind: 'program',
        device: 'Learner',
        place: '127.0.0.*',
        hosts: ['localhost:3000'],
        isCurrent: false,
      }),
    ]);
    const byProgram = await devicesOf({ token: program.accessToken });
    expect(byProgram.map(({ kind, isCurrent }) => [kind, isCurrent])).toEqual([
      ['program', true],
      ['browser', false],
    ]);
  });

  it('says whence they came, also through a proxy in front', async () => {
    const browser = new TestBrowser(world.app);
    const { email } = await signUp(browser, platform);
    const headers = { [callerHeader]: '203.0.113.9' };
    const { body } = await api.send<AccountHolder>(
      'POST',
      '/auth/login',
      { email, password },
      { headers },
    );
    const places = async () =>
      (await devicesOf({ token: body.accessToken })).map(({ kind, place }) => [kind, place]);
    expect(await places()).toContainEqual(['program', '203.0.113.*']);
    await api.send(
      'POST',
      '/auth/refresh',
      { refreshToken: body.refreshToken },
      {
        headers: { [callerHeader]: '198.51.100.7' },
      },
    );
    expect(await places()).toContainEqual(['program', '198.51.100.*']);
  });

  it('holds nobody else’s, and nothing that has ended', async () => {
    const { browser, program } = await somebody();
    await somebody();
    await api.send('POST', '/auth/logout', { refreshToken: program.refreshToken });
    expect(await devicesOf({ cookie: cookieOf(browser) })).toHaveLength(1);
  });
});

describe('signing a device out', () => {
  it('ends a browser on all hosts at once, and asks it at the next sign-in', async () => {
    const { browser, program } = await somebody();
    const devices = await devicesOf({ token: program.accessToken });
    const id = devices.find(({ kind }) => kind === 'browser')?.id;
    const ended = await api.send('DELETE', `/me/sessions/${id}`, undefined, {
      token: program.accessToken,
    });
    expect(ended.status).toBe(204);
    expect((await me(browser, platform)).status).toBe(401);
    expect((await me(browser, academy)).status).toBe(401);
    await toSignInPage(browser, platform);
    expect((await api.me(program.accessToken)).status).toBe(200);
  });

  it('ends a program with all its tokens', async () => {
    const { browser, program } = await somebody();
    const cookie = cookieOf(browser);
    const [, { id } = { id: '' }] = await devicesOf({ cookie });
    const sent = { cookie, headers: sameOrigin };
    expect((await api.send('DELETE', `/me/sessions/${id}`, undefined, sent)).status).toBe(204);
    expect((await api.me(program.accessToken)).status).toBe(401);
    const { refreshToken } = program;
    expect((await api.send('POST', '/auth/refresh', { refreshToken })).status).toBe(401);
    expect(await devicesOf({ cookie })).toHaveLength(1);
  });

  it('is not possible with somebody else’s', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const devices = await devicesOf({ token: other.program.accessToken });
    for (const { id } of devices) {
      const tried = await api.send('DELETE', `/me/sessions/${id}`, undefined, {
        token: one.program.accessToken,
      });
      expect(tried).toMatchObject({ status: 404, body: { code: 'sign_in_not_found' } });
    }
    expect((await me(other.browser, platform)).status).toBe(200);
    expect((await api.me(other.program.accessToken)).status).toBe(200);
  });
});

describe('signing out everywhere', () => {
  it('ends all sign-ins, and the person is told', async () => {
    const { browser, email, program } = await somebody();
    const elsewhere = await signIn(world.app, email);
    const body = { keepCurrent: false };
    const sent = { token: program.accessToken };
    expect((await api.send('POST', '/me/sessions/end', body, sent)).status).toBe(204);
    for (const one of [browser, elsewhere]) {
      expect((await me(one, platform)).status).toBe(401);
      await toSignInPage(one, platform);
    }
    expect((await api.me(program.accessToken)).status).toBe(401);
    expect(await world.mailbox.mail(email, 'security-notice')).toMatchObject({
      facts: { change: 'sessions-ended' },
    });
  });

  it('keeps the browser that asks, on every host and at the issuer', async () => {
    const { browser, email, program } = await somebody();
    const elsewhere = await signIn(world.app, email);
    const sent = { cookie: cookieOf(browser), headers: sameOrigin };
    const body = { keepCurrent: true };
    expect((await api.send('POST', '/me/sessions/end', body, sent)).status).toBe(204);
    expect((await me(browser, platform)).status).toBe(200);
    expect((await me(browser, academy)).status).toBe(200);
    const again = await browser.visit(`${platform}/auth/sign-in?returnTo=/silently`);
    expect(again.url.pathname).toBe('/silently');
    expect((await me(elsewhere, platform)).status).toBe(401);
    expect((await api.me(program.accessToken)).status).toBe(401);
    expect(await devicesOf({ cookie: cookieOf(browser) })).toHaveLength(1);
  });
});

it('a new password by a browser signs out all but it', async () => {
  const { browser, email, program } = await somebody();
  const elsewhere = await signIn(world.app, email);
  const body = { currentPassword: password, newPassword: `${firstPassword}, changed` };
  const sent = { cookie: cookieOf(browser), headers: sameOrigin };
  expect((await api.send('PUT', '/me/password', body, sent)).status).toBe(204);
  expect((await me(browser, academy)).status).toBe(200);
  expect((await me(elsewhere, platform)).status).toBe(401);
  expect((await api.me(program.accessToken)).status).toBe(401);
});
