import { eventually, tenants, useDatabase } from '@edumaster/testkit';
import { decodeJwt, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from '../module.ts';
import type { IssuerAccount } from '../testing/bare-issuer.ts';
import { type IdentityWorld, identityWorld } from '../testing/identity-world.ts';
import { type ExternalUnderTest, externalUnderTest } from '../testing/issuers-under-test.ts';
import { academy, me, platform, sessionCookie } from '../testing/sign-in-journey.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

const ours = { marketplace: tenants.first, academy: tenants.second };
const event = 'http://schemas.openid.net/event/backchannel-logout';

let setting: ExternalUnderTest;
/** A second process, which remembers its callers too. */
let other: IdentityWorld;

beforeAll(async () => {
  setting = await externalUnderTest({ database, tenants: ours, signals: await database.signals() });
  const { settings } = setting.issuer;
  other = await identityWorld({
    database,
    tenants: ours,
    settings,
    signals: await database.signals(),
  });
});

afterAll(async () => {
  await other.app.close();
  await setting.close();
});

let counter = 0;

function announcement(claims: object = {}): object {
  counter += 1;
  const iat = Math.floor(Date.now() / 1_000);
  const jti = `logout ${counter}`;
  return { aud: 'edumaster', iat, exp: iat + 120, jti, events: { [event]: {} }, ...claims };
}

async function announce(token: string, world = setting.world, host = 'localhost:3000') {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/auth/backchannel-logout',
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ logout_token: token }).toString(),
  });
  return answer.statusCode;
}

const signed = (claims: object, header: object = { typ: 'logout+jwt' }) =>
  setting.issuer.sign(claims, header);

async function signedIn(account: IssuerAccount = setting.issuer.addAccount()) {
  const browser = setting.newBrowser();
  const page = await setting.toSignInPage(browser, platform);
  const credentials = { email: account.email ?? '', password: account.password };
  await browser.visit(await setting.answer(browser, page, credentials));
  await browser.visit(`${academy}/auth/sign-in`);
  const { rows } = await database.owner.query(
    `select issuer_session as sid from identity.sessions s
     join identity.persons p on p.id = s.person_id where p.email = $1
     order by s.created_at desc limit 1`,
    [account.email],
  );
  return { browser, account, sid: String(rows[0].sid) };
}

type SignedIn = Awaited<ReturnType<typeof signedIn>>;

const cookieOf = ({ browser }: SignedIn) =>
  `${sessionCookie}=${browser.cookie(`${platform}/`, sessionCookie)}`;

async function statusIn(world: IdentityWorld, headers: Record<string, string>) {
  const all = { host: 'localhost:3000', ...headers };
  return (await world.app.inject({ url: '/api/v1/me', headers: all })).statusCode;
}

/** Until no process knows the caller: long before it would forget by itself. */
async function untilUnknown(headers: Record<string, string>): Promise<void> {
  for (const world of [setting.world, other]) {
    await eventually('the sign-in to end', async () =>
      (await statusIn(world, headers)) === 401 ? true : undefined,
    );
  }
}

async function remember(headers: Record<string, string>): Promise<void> {
  for (const world of [setting.world, other]) expect(await statusIn(world, headers)).toBe(200);
}

describe('a logout that the issuer announces', () => {
  it('ends the sessions of all hosts that came from it, in every process', async () => {
    const person = await signedIn();
    const elsewhere = await signedIn(person.account);
    const headers = { cookie: cookieOf(person) };
    await remember(headers);
    const { sid } = person;
    expect(await announce(await signed(announcement({ sid })))).toBe(200);
    await untilUnknown(headers);
    expect((await me(person.browser, academy)).status).toBe(401);
    // Another sign-in of the same person goes on.
    expect((await me(elsewhere.browser, platform)).status).toBe(200);
  });

  it('of a person ends all that they have', async () => {
    const one = await signedIn();
    const two = await signedIn(one.account);
    for (const person of [one, two]) await remember({ cookie: cookieOf(person) });
    expect(await announce(await signed(announcement({ sub: one.account.sub })))).toBe(200);
    for (const person of [one, two]) {
      await untilUnknown({ cookie: cookieOf(person) });
    }
  });

  it('ends the access tokens from before, by session and by person', async () => {
    const { sub } = setting.issuer.addAccount();
    const { account, sid } = await signedIn();
    const now = Math.floor(Date.now() / 1_000);
    const token = (claims: object) =>
      signed({ aud: 'urn:edumaster:api', iat: now, exp: now + 300, ...claims }, { typ: 'at+jwt' });
    const bySession = { authorization: `Bearer ${await token({ sub: account.sub, sid })}` };
    await remember(bySession);
    expect(await announce(await signed(announcement({ sid })))).toBe(200);
    await untilUnknown(bySession);
    const claims = { sub, email: `${sub}@issuer.test`, email_verified: true };
    const byPerson = { authorization: `Bearer ${await token(claims)}` };
    await remember(byPerson);
    expect(await announce(await signed(announcement({ sub })))).toBe(200);
    await untilUnknown(byPerson);
    const later = await token({ ...claims, iat: now + 30 });
    expect(await statusIn(setting.world, { authorization: `Bearer ${later}` })).toBe(200);
  });

  it('also keeps out a browser that is on its way back from the issuer', async () => {
    const { browser, sid } = await signedIn();
    let next = `${platform}/auth/sign-in`;
    while (!new URL(next).pathname.startsWith('/auth/callback')) {
      const step = await browser.request('GET', next);
      next = new URL(String(step.headers['location']), next).href;
    }
    expect(await announce(await signed(announcement({ sid })))).toBe(200);
    expect((await browser.visit(next)).status).toBe(400);
  });

  it('may be of somebody who was never here', async () => {
    expect(await announce(await signed(announcement({ sub: 'stranger' })))).toBe(200);
  });
});

describe('what is no logout of our issuer', () => {
  it('ends nothing', async () => {
    const person = await signedIn();
    const { sid } = person;
    const good = announcement({ sid });
    const now = Math.floor(Date.now() / 1_000);
    const wrong: [string, object, object?][] = [
      ['for another client', { ...good, aud: 'another' }],
      ['for the API', { ...good, aud: 'urn:edumaster:api' }],
      ['of another issuer', { ...good, iss: 'https://another.test' }],
      ['without its event', { ...good, events: {} }],
      ['with another event', { ...good, events: { other: {} } }],
      ['whose event is no object', { ...good, events: { [event]: true } }],
      ['with a nonce', { ...good, nonce: 'n' }],
      ['of nobody', { ...good, sid: undefined }],
      ['without an id', { ...good, jti: undefined }],
      ['without a time', { ...good, iat: undefined }],
      ['that has expired', { ...good, exp: now - 120 }],
      ['that was held back', { ...good, iat: now - 600 }],
      ['that is an access token', good, { typ: 'at+jwt' }],
    ];
    for (const [what, claims, header] of wrong) {
      expect([what, await announce(await signed(claims, header))]).toEqual([what, 400]);
    }
    const { privateKey } = await generateKeyPair('RS256');
    const kid = 'of somebody else';
    const forged = new SignJWT({ iss: setting.issuer.url, ...good })
      .setProtectedHeader({ alg: 'RS256', typ: 'logout+jwt', kid })
      .sign(privateKey);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ iss: setting.issuer.url, ...good })}.`;
    for (const token of [await forged, unsigned, '', 'x', 'a.b.c']) {
      expect(await announce(token)).toBe(400);
    }
    expect((await me(person.browser, platform)).status).toBe(200);
    expect(await announce(await signed(good))).toBe(200);
  });

  it('is one that was announced before', async () => {
    const first = await signedIn();
    const token = await signed(announcement({ sub: first.account.sub }));
    expect(await announce(token)).toBe(200);
    const again = await signedIn(first.account);
    expect(await announce(token)).toBe(400);
    expect(await announce(token, other)).toBe(400);
    expect((await me(again.browser, platform)).status).toBe(200);
  });

  it('is one that comes to an academy’s host, or not as a form', async () => {
    const { sid } = await signedIn();
    const token = await signed(announcement({ sid }));
    expect(await announce(token, setting.world, 'acme.localhost:3000')).toBe(400);
    const answer = await setting.world.app.inject({
      method: 'POST',
      url: '/auth/backchannel-logout',
      headers: { host: 'localhost:3000' },
      payload: { logout_token: token },
    });
    expect(answer.statusCode).toBe(400);
  });
});

it('the session that an ID token names is the one that is announced', async () => {
  const { sid } = await signedIn();
  expect(sid.length).toBeGreaterThan(10);
  expect(decodeJwt(await signed({ sid })).sid).toBe(sid);
});
