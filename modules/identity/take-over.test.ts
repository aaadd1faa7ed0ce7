import { beforeAll, describe, expect, it } from 'vitest';
import { AccountClient, firstPassword, newAddress } from './testing/account-world.ts';
import {
  academy,
  answer,
  askForAccount,
  finishSignUp,
  goOn,
  me,
  password as ownersPassword,
  platform,
  sessionCookie,
  signIn,
  toSignInPage,
} from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const squattersPassword = firstPassword + ' of the squatter';

let api: AccountClient;

beforeAll(async () => {
  api = new AccountClient(world);
});

/** Somebody makes an account with an address that is not theirs, and all that can be had with it. */
async function squat() {
  const email = newAddress();
  const holder = await api.register(email, squattersPassword);
  const browser = new TestBrowser(world.app);
  const parked = new TestBrowser(world.app);
  const page = await toSignInPage(browser, platform);
  const credentials = { email, password: squattersPassword };
  await goOn(browser, await answer(browser, page, { path: 'password', body: credentials }));
  await browser.visit(`${academy}/auth/sign-in`);
  // A sign-in that was answered with the password, and waits to go on.
  const parkedPage = await toSignInPage(parked, platform);
  const answered = await answer(parked, parkedPage, { path: 'password', body: credentials });
  const resume: string = JSON.parse(answered.body).redirectTo;
  const token = holder.accessToken;
  const change = { email: newAddress(), password: squattersPassword };
  await api.send('POST', '/me/email-change', change, { token });
  const pendingChange = await world.mailbox.token(change.email, 'change-email');
  return { email, holder, browser, parked, resume, pendingChange, change };
}

type Squatter = Awaited<ReturnType<typeof squat>>;

/** Tries everything that a squatter has. @returns what still works */
async function whatWorks(squatter: Squatter): Promise<readonly string[]> {
  const { email, holder, browser, parked, resume, pendingChange } = squatter;
  const works: string[] = [];
  const [access, refresh, logIn] = await api.attempts(holder, squattersPassword);
  if (access === 200) works.push('access token');
  if (refresh === 200) works.push('refresh token');
  if (logIn === 200) works.push('password');
  for (const host of [platform, academy]) {
    if ((await me(browser, host)).status === 200) works.push(`session on ${host}`);
  }
  const silently = await browser.visit(`${platform}/auth/sign-in?returnTo=/silently`);
  if (silently.url.pathname === '/silently') works.push('session at the issuer');
  const resumed = await parked.visit(resume);
  if (parked.cookiesFor(`${platform}/`).includes(sessionCookie)) works.push('parked sign-in');
  expect(resumed.url.pathname).not.toBe('/');
  const body = { token: pendingChange, password: squattersPassword };
  const changed = await api.send('PUT', '/auth/email-changes', body);
  if (changed.status === 204) works.push('change of the address');
  const { rows } = await database.owner.query('select email from identity.persons where id = $1', [
    holder.id,
  ]);
  expect(rows).toEqual([{ email }]);
  return works;
}

describe('an account that somebody made with another’s address', () => {
  it('works for who made it, as long as nobody minds', async () => {
    const squatter = await squat();
    const { browser, holder } = squatter;
    expect((await me(browser, platform)).status).toBe(200);
    expect((await me(browser, academy)).status).toBe(200);
    expect(await api.attempts(holder, squattersPassword)).toEqual([200, 200, 200]);
    const landed = await squatter.parked.visit(squatter.resume);
    expect(landed.url.href).toBe(`${platform}/`);
  });

  it('is its owner’s alone after a reset', async () => {
    const squatter = await squat();
    await api.send('POST', '/auth/password-resets', { email: squatter.email });
    const token = await world.mailbox.token(squatter.email, 'reset-password');
    const body = { token, password: ownersPassword };
    expect((await api.send('PUT', '/auth/password-resets', body)).status).toBe(204);
    expect(await whatWorks(squatter)).toEqual([]);
    const owner = await signIn(world.app, squatter.email);
    expect((await me(owner, platform)).body).toMatchObject({
      id: squatter.holder.id,
      emailVerified: true,
    });
  });

  it('is its owner’s alone when they sign up themselves, under their own name', async () => {
    const squatter = await squat();
    const browser = new TestBrowser(world.app);
    const page = await toSignInPage(browser, platform, '?screen=sign-up&returnTo=/here');
    const link = await askForAccount(browser, page, squatter.email);
    const landed = await goOn(browser, await finishSignUp(browser, link));
    expect(landed.url.href).toBe(`${platform}/here`);
    expect((await me(browser, platform)).body).toMatchObject({
      id: squatter.holder.id,
      name: 'Grace',
      emailVerified: true,
    });
    expect(await whatWorks(squatter)).toEqual([]);
  });

  it('is not blessed by a click on the link that the squatter had sent', async () => {
    const { email, holder } = await squat();
    const token = await world.mailbox.token(email, 'verify-email');
    const other = await api.verified();
    const asOther = { token: other.accessToken };
    const clicks = [
      await api.send('PUT', '/me/email-verification', { token }, asOther),
      await api.send('PUT', '/me/email-verification', { token }),
      await api.send('PUT', '/auth/email-verifications', { token, password: 'the victim’s own' }),
    ];
    expect(clicks.map(({ status, body }) => [status, body['code']])).toEqual([
      [403, 'link_of_another_account'],
      [401, 'unauthenticated'],
      [403, 'password_wrong'],
    ]);
    expect((await api.me(holder.accessToken)).body).toMatchObject({ emailVerified: false });
  });

  it('cannot be given the address of somebody who clicks', async () => {
    const attacker = await api.verified();
    const victim = newAddress();
    const asAttacker = { token: attacker.accessToken };
    const body = { email: victim, password: firstPassword };
    await api.send('POST', '/me/email-change', body, asAttacker);
    const token = await world.mailbox.token(victim, 'change-email');
    const clicked = await api.send('PUT', '/auth/email-changes', { token, password: 'my own' });
    expect(clicked).toMatchObject({ status: 403, body: { code: 'password_wrong' } });
    expect((await api.me(attacker.accessToken)).body).toMatchObject({ email: attacker.email });
  });
});

describe('ways to sign in', () => {
  /** One of each kind. */
  async function add(personId: string) {
    for (const statement of [
      `insert into identity.passkeys
         (id, person_id, credential_id, public_key, counter, transports, is_backed_up, name)
         values (gen_random_uuid(), $1::uuid, $1::text, '', 0, '{}', false, 'Key')`,
      `insert into identity.one_time_codes (person_id, secret_sealed, confirmed_at)
         values ($1, '', now())`,
      `insert into identity.recovery_codes (person_id, hash) values ($1, 'hash')`,
      `insert into identity.foreign_identities (id, person_id, issuer, subject, email)
         values (gen_random_uuid(), $1::uuid, 'https://elsewhere.test', $1::text, 'x@example.test')`,
    ]) {
      await database.owner.query(statement, [personId]);
    }
  }

  async function waysOf(personId: string): Promise<readonly string[]> {
    const { rows } = await database.owner.query(
      `select 'passkey' as way from identity.passkeys where person_id = $1
       union all select 'codes' from identity.one_time_codes where person_id = $1
       union all select 'recovery codes' from identity.recovery_codes where person_id = $1
       union all select 'elsewhere' from identity.foreign_identities where person_id = $1`,
      [personId],
    );
    return rows.map(({ way }) => way);
  }

  async function reset(email: string) {
    await api.send('POST', '/auth/password-resets', { email });
    const token = await world.mailbox.token(email, 'reset-password');
    const body = { token, password: ownersPassword };
    expect((await api.send('PUT', '/auth/password-resets', body)).status).toBe(204);
  }

  it('of an account that nobody had proven are all gone after a reset', async () => {
    const { id, email } = await api.register();
    await add(id);
    await reset(email);
    expect(await waysOf(id)).toEqual([]);
  });

  it('of a proven account stay, but those elsewhere', async () => {
    const { id, email } = await api.verified();
    await add(id);
    await reset(email);
    expect(await waysOf(id)).toEqual(['passkey', 'codes', 'recovery codes']);
  });

  it('that a thief of the account may have added are gone when it is taken back', async () => {
    const { id, email, accessToken } = await api.verified();
    const thiefs = newAddress();
    const sent = { token: accessToken };
    const ask = { email: thiefs, password: firstPassword };
    await api.send('POST', '/me/email-change', ask, sent);
    const change = await world.mailbox.token(thiefs, 'change-email');
    await api.send('PUT', '/me/email-change', { token: change }, sent);
    await add(id);
    const token = await world.mailbox.token(email, 'email-changed');
    const body = { token, password: ownersPassword };
    expect((await api.send('PUT', '/auth/email-restorations', body)).status).toBe(204);
    expect(await waysOf(id)).toEqual([]);
  });
});

describe('whoever floods the sign-in while they are signed out', () => {
  it('has no session left at the issuer', async () => {
    const squatter = await squat();
    await api.send('POST', '/auth/password-resets', { email: squatter.email });
    const token = await world.mailbox.token(squatter.email, 'reset-password');
    const flood = Array.from({ length: 20 }, () =>
      squatter.browser.visit(`${platform}/auth/sign-in?returnTo=/flood`),
    );
    const body = { token, password: ownersPassword };
    const [reset] = await Promise.all([api.send('PUT', '/auth/password-resets', body), ...flood]);
    expect(reset.status).toBe(204);
    expect(await whatWorks(squatter)).toEqual([]);
  });
});
