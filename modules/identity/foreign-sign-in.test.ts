import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, it } from 'vitest';
import { failureOf, foreigner, signInThrough, throughProvider } from './testing/foreign-journey.ts';
import {
  academy,
  answer,
  goOn,
  me,
  newEmail,
  password,
  platform,
  signIn,
  signUp,
  toSignInPage,
  send,
} from './testing/sign-in-journey.ts';
import { TestAuthenticator } from './testing/test-authenticator.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { TestProvider } from './testing/test-provider.ts';
import { useProviders } from './testing/use-providers.ts';

const elsewhere = useProviders();
const { column, links, world } = elsewhere;
const { database } = world;

let school: TestProvider;
let firm: TestProvider;

beforeAll(() => {
  ({ school, firm } = elsewhere);
});

function auditOf(email: string): Promise<readonly string[]> {
  return column(
    `select a.action as value from platform.audit_log a join identity.persons p
     on a.subject_id = p.id::text where p.email = $1 order by a.at, a.id`,
    email,
  );
}

/** Signed up as programs do: nobody has proven the address. */
async function squat(email: string): Promise<{ refreshToken: string; accessToken: string }> {
  const body = { email, password, name: 'Squatter' };
  const registered = await send(
    new TestBrowser(world.app),
    'POST',
    `${platform}/api/v1/auth/register`,
    body,
  );
  expect(registered.status).toBe(201);
  return registered.body;
}

describe('somebody from elsewhere', () => {
  it('gets a verified account at the first time, and finds it again', async () => {
    const email = newEmail();
    school.account = foreigner(email);
    const browser = new TestBrowser(world.app);
    const landed = await signInThrough(browser, school);
    expect(landed.url.href).toBe(`${platform}/`);
    expect((await me(browser, platform)).body).toMatchObject({
      email,
      name: 'Ada',
      emailVerified: true,
      roles: ['student'],
    });
    const again = new TestBrowser(world.app);
    await signInThrough(again, school);
    expect((await me(again, platform)).body.id).toBe((await me(browser, platform)).body.id);
    const [stored] = await column(
      `select (last_used_at is not null)::text as value from identity.foreign_identities
       where email = $1`,
      email,
    );
    expect(stored).toBe('true');
  });

  it('signs in to an academy by the same way, as its member', async () => {
    school.account = foreigner(newEmail());
    const browser = new TestBrowser(world.app);
    const landed = await signInThrough(browser, school, { host: academy });
    expect(landed.url.href).toBe(`${academy}/`);
    expect((await me(browser, academy)).body.roles).toEqual(['member']);
  });

  it('who comes twice at the same moment has one account', async () => {
    const email = newEmail();
    school.account = foreigner(email);
    const both = await Promise.all(
      [1, 2, 3].map(async () => {
        const browser = new TestBrowser(world.app);
        const { back } = await throughProvider(browser, school);
        return { browser, back };
      }),
    );
    await Promise.all(both.map(({ browser, back }) => browser.visit(back.href)));
    const ids = await Promise.all(
      both.map(async ({ browser }) => (await me(browser, platform)).body.id),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await links(email)).toHaveLength(1);
  });

  it('is refused without an address, or with one that the provider has not verified', async () => {
    for (const [more, failure] of [
      [{ email: undefined }, 'email_missing'],
      [{ email_verified: false }, 'email_unverified'],
      [{ email_verified: undefined }, 'email_unverified'],
      [{ email_verified: 'false' }, 'email_unverified'],
    ] as const) {
      const email = newEmail();
      school.account = JSON.parse(JSON.stringify({ ...foreigner(email), ...more }));
      const landed = await signInThrough(new TestBrowser(world.app), school);
      expect(failureOf(landed)).toBe(failure);
      expect(
        await column('select id::text as value from identity.persons where email = $1', email),
      ).toEqual([]);
    }
  });

  it('is known by the subject: an address that changes does not lead to another account', async () => {
    const email = newEmail();
    school.account = foreigner(email);
    await signInThrough(new TestBrowser(world.app), school);
    const victim = await signUp(new TestBrowser(world.app), platform);
    school.account = { ...school.account, email: victim.email };
    const browser = new TestBrowser(world.app);
    await signInThrough(browser, school);
    expect((await me(browser, platform)).body.email).toBe(email);
    expect(await links(victim.email)).toEqual([]);
  });

  it('is refused when the account was banned', async () => {
    const email = newEmail();
    school.account = foreigner(email);
    await signInThrough(new TestBrowser(world.app), school);
    const ban = `update identity.persons set status = 'banned' where email = $1`;
    await database.owner.query(ban, [email]);
    const landed = await signInThrough(new TestBrowser(world.app), school);
    expect(failureOf(landed)).toBe('account_not_active');
    school.account = foreigner(email);
    expect(failureOf(await signInThrough(new TestBrowser(world.app), school))).toBe(
      'account_not_active',
    );
  });

  it('is asked for the second factor that they turned on', async () => {
    const email = newEmail();
    school.account = foreigner(email);
    const owner = new TestBrowser(world.app);
    await signInThrough(owner, school);
    const codes = `${platform}/api/v1/me/one-time-codes`;
    const { body } = await send(owner, 'POST', codes, {});
    const code = () => TOTP.generate({ secret: Secret.fromBase32(body.secret) });
    expect((await send(owner, 'POST', `${codes}/confirmation`, { code: code() })).status).toBe(200);
    await database.owner.query('update identity.one_time_codes set last_step = 0');

    const browser = new TestBrowser(world.app);
    const page = await signInThrough(browser, school);
    expect(failureOf(page)).toBeNull();
    expect((await me(browser, platform)).status).toBe(401);
    expect((await send(browser, 'GET', `${page.url.href}/step`)).body.next).toBe('one-time-code');
    const answered = await send(browser, 'POST', `${page.url.href}/one-time-code`, {
      code: code(),
    });
    await goOn(browser, answered.page);
    expect((await me(browser, platform)).body.email).toBe(email);
  });
});

describe('an address that somebody here has proven', () => {
  it('opens nothing by itself: the owner signs in once, and it is linked', async () => {
    const { email } = await signUp(new TestBrowser(world.app), platform);
    school.account = foreigner(email);
    const attacker = new TestBrowser(world.app);
    const landed = await signInThrough(attacker, school);
    expect(failureOf(landed)).toBeNull();
    expect((await me(attacker, platform)).status).toBe(401);
    expect(await links(email)).toEqual([]);
    const step = await send(attacker, 'GET', `${landed.url.href}/step`);
    expect(step.body.connecting).toEqual({ provider: 'School Account', email });

    const browser = new TestBrowser(world.app);
    const page = await signInThrough(browser, school);
    const form = { path: 'password', body: { email, password } } as const;
    await goOn(browser, await answer(browser, page.url, form));
    expect((await me(browser, platform)).body.email).toBe(email);
    expect(await links(email)).toEqual([school.account.sub]);
    expect(await auditOf(email)).toContain('foreign_sign_in.added');

    const later = new TestBrowser(world.app);
    await signInThrough(later, school);
    expect((await me(later, platform)).body.email).toBe(email);
  });

  it('is linked by a passkey as well', async () => {
    const owner = new TestBrowser(world.app);
    const { email } = await signUp(owner, platform);
    const passkeys = `${platform}/api/v1/me/passkeys`;
    const authenticator = new TestAuthenticator(platform);
    const options = await send(owner, 'POST', `${passkeys}/options`, { currentPassword: password });
    const credential = authenticator.register(options.body);
    expect((await send(owner, 'POST', passkeys, { name: 'Phone', credential })).status).toBe(201);
    school.account = foreigner(email);
    const browser = new TestBrowser(world.app);
    const { url } = await signInThrough(browser, school);
    const asked = await send(browser, 'POST', `${url.href}/passkey-options`);
    const answered = await send(browser, 'POST', `${url.href}/passkey`, {
      credential: authenticator.assert(asked.body),
    });
    await goOn(browser, answered.page);
    expect(await links(email)).toEqual([school.account.sub]);
  });

  it('is not linked to whoever else signs in there', async () => {
    const { email } = await signUp(new TestBrowser(world.app), platform);
    const other = await signUp(new TestBrowser(world.app), platform);
    school.account = foreigner(email);
    const browser = new TestBrowser(world.app);
    const { url } = await signInThrough(browser, school);
    const form = { path: 'password', body: { email: other.email, password } } as const;
    await goOn(browser, await answer(browser, url, form));
    expect((await me(browser, platform)).body.email).toBe(other.email);
    expect([await links(email), await links(other.email)]).toEqual([[], []]);
  });

  it('is linked at once where the provider speaks for its domain', async () => {
    const email = `${crypto.randomUUID()}@firm.test`;
    await squat(email);
    await database.owner.query(
      'update identity.persons set email_verified_at = now() where email = $1',
      [email],
    );
    firm.account = foreigner(email);
    const browser = new TestBrowser(world.app);
    await signInThrough(browser, firm, { id: 'firm' });
    expect((await me(browser, platform)).body.email).toBe(email);
    expect(await auditOf(email)).toEqual(['foreign_sign_in.added']);

    // The address was given to somebody else there: another subject, the same address.
    firm.account = foreigner(email);
    const recycled = new TestBrowser(world.app);
    const landed = await signInThrough(recycled, firm, { id: 'firm' });
    expect(failureOf(landed)).toBeNull();
    expect((await me(recycled, platform)).status).toBe(401);
  });
});

describe('a provider that speaks for one domain', () => {
  it('makes nobody of another, at the first time and at every later one', async () => {
    firm.account = foreigner(newEmail());
    const refused = await signInThrough(new TestBrowser(world.app), firm, { id: 'firm' });
    expect(failureOf(refused)).toBe('email_domain_refused');
    firm.account = foreigner(`${crypto.randomUUID()}@firm.test`);
    const browser = new TestBrowser(world.app);
    await signInThrough(browser, firm, { id: 'firm' });
    expect((await me(browser, platform)).status).toBe(200);
    firm.account = { ...firm.account, email: newEmail() };
    const later = await signInThrough(new TestBrowser(world.app), firm, { id: 'firm' });
    expect(failureOf(later)).toBe('email_domain_refused');
  });
});

describe('an address that somebody has used without proving it', () => {
  it('is taken over by its owner, and nothing that the other left opens anything', async () => {
    const email = newEmail();
    const tokens = await squat(email);
    const squatter = await signIn(world.app, email);
    const codes = `${platform}/api/v1/me/one-time-codes`;
    const passkeys = `${platform}/api/v1/me/passkeys`;
    const confirm = { currentPassword: password };
    const key = new TestAuthenticator(platform);
    const options = await send(squatter, 'POST', `${passkeys}/options`, confirm);
    const credential = key.register(options.body);
    await send(squatter, 'POST', passkeys, { name: 'Trap', credential });
    const { body: offered } = await send(squatter, 'POST', codes, confirm);
    const code = TOTP.generate({ secret: Secret.fromBase32(offered.secret) });
    await send(squatter, 'POST', `${codes}/confirmation`, { code });
    await database.owner.query(
      `insert into identity.foreign_identities (id, person_id, issuer, subject, email)
       select gen_random_uuid(), id, $2, 'the squatter', 'squatter@evil.test'
       from identity.persons where email = $1`,
      [email, school.issuer],
    );
    const halfWay = await toSignInPage(new TestBrowser(world.app), platform);
    expect(halfWay.pathname).toMatch(/^\/sign-in\//);

    school.account = foreigner(email);
    const owner = new TestBrowser(world.app);
    const landed = await signInThrough(owner, school);
    expect(landed.url.href).toBe(`${platform}/`);
    expect((await me(owner, platform)).body).toMatchObject({
      email,
      name: 'Ada',
      emailVerified: true,
    });

    expect((await me(squatter, platform)).status).toBe(401);
    const logIn = { email, password };
    const anew = await send(squatter, 'POST', `${platform}/api/v1/auth/login`, logIn);
    expect(anew.body.code).toBe('invalid_credentials');
    const refresh = { refreshToken: tokens.refreshToken };
    expect((await send(squatter, 'POST', `${platform}/api/v1/auth/refresh`, refresh)).status).toBe(
      401,
    );
    const bearer = await world.app.inject({
      url: '/api/v1/me',
      headers: { host: 'localhost:3000', authorization: `Bearer ${tokens.accessToken}` },
    });
    expect(bearer.statusCode).toBe(401);
    const page = await toSignInPage(squatter, platform);
    const asked = await send(squatter, 'POST', `${page.href}/passkey-options`);
    const byKey = { credential: key.assert(asked.body) };
    expect((await send(squatter, 'POST', `${page.href}/passkey`, byKey)).status).toBe(401);
    expect(await links(email)).toEqual([school.account.sub]);
    expect((await send(owner, 'GET', codes)).body.isOn).toBe(false);
    school.account = { ...foreigner('squatter@evil.test'), sub: 'the squatter' };
    const back = new TestBrowser(world.app);
    await signInThrough(back, school);
    expect((await me(back, platform)).body.email).not.toBe(email);
    expect(await auditOf(email)).toContain('account.taken_over');
  });
});
