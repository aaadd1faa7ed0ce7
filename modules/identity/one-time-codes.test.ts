import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  answer,
  goOn,
  me,
  password,
  platform,
  signUp,
  toSignInPage,
  send,
} from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

const confirm = { currentPassword: password };
const codes = `${platform}/api/v1/me/one-time-codes`;

interface Owner {
  readonly email: string;
  /** Signed in. */
  readonly browser: TestBrowser;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** The code of the app, now or so many periods later. */
function codeOf(secret: string, periods = 0): string {
  const timestamp = Date.now() + periods * 30_000;
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
}

async function withCodes(): Promise<Owner> {
  const browser = new TestBrowser(world.app);
  const { email } = await signUp(browser, platform);
  const { body } = await send(browser, 'POST', codes, confirm);
  const code = codeOf(body.secret);
  const confirmed = await send(browser, 'POST', `${codes}/confirmation`, { code });
  expect(confirmed.status).toBe(200);
  // As if it had been a while ago: this code and the next are still to be used.
  await database.owner.query(
    `update identity.one_time_codes c set last_step = 0 from identity.persons p
     where p.id = c.person_id and p.email = $1`,
    [email],
  );
  return { email, browser, secret: body.secret, recoveryCodes: confirmed.body.recoveryCodes };
}

/** As far as the page asks for the code. */
async function afterPassword(email: string) {
  const browser = new TestBrowser(world.app);
  const page = await toSignInPage(browser, platform);
  const answered = await answer(browser, page, { path: 'password', body: { email, password } });
  expect(JSON.parse(answered.body)).toEqual({ next: 'one-time-code' });
  return { browser, page };
}

async function answerCode(browser: TestBrowser, page: URL, code: string) {
  return send(browser, 'POST', `${page.href}/one-time-code`, { code });
}

function logIn(email: string, oneTimeCode?: string) {
  const body = { email, password, ...(oneTimeCode === undefined ? {} : { oneTimeCode }) };
  return send(new TestBrowser(world.app), 'POST', `${platform}/api/v1/auth/login`, body);
}

async function auditOf(email: string): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ action: string }>(
    `select a.action from platform.audit_log a join identity.persons p
     on a.subject_id = p.id::text where p.email = $1 order by a.at, a.id`,
    [email],
  );
  return rows.map(({ action }) => action);
}

describe('one-time codes', () => {
  it('are asked for only after a code has confirmed them', async () => {
    const browser = new TestBrowser(world.app);
    const { email } = await signUp(browser, platform);
    expect((await send(browser, 'GET', codes)).body).toEqual({
      isOn: false,
      since: null,
      recoveryCodesLeft: 0,
    });
    const offered = await send(browser, 'POST', codes, confirm);
    expect(offered.status).toBe(201);
    expect(new URL(offered.body.address).searchParams.get('secret')).toBe(offered.body.secret);
    const wrong = await send(browser, 'POST', `${codes}/confirmation`, { code: '000000' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_one_time_code']);
    expect((await logIn(email)).status).toBe(200);

    const code = codeOf(offered.body.secret);
    const right = await send(browser, 'POST', `${codes}/confirmation`, { code });
    expect(right.body.recoveryCodes).toHaveLength(10);
    expect((await send(browser, 'GET', codes)).body).toMatchObject({
      isOn: true,
      recoveryCodesLeft: 10,
    });
    expect((await send(browser, 'POST', codes, confirm)).body.code).toBe('one_time_codes_on');
    expect(await auditOf(email)).toEqual(['one_time_codes.turned_on']);
  });

  it('keep neither the secret nor a recovery code in the database', async () => {
    const { secret, recoveryCodes } = await withCodes();
    const { rows } = await database.owner.query(`
      select (select string_agg(to_jsonb(c)::text, '') from identity.one_time_codes c)
          || (select string_agg(to_jsonb(r)::text, '') from identity.recovery_codes r) as all`);
    for (const plain of [secret, ...recoveryCodes]) expect(rows[0].all).not.toContain(plain);
  });

  it('sign in after the password, and not without', async () => {
    const { email, secret } = await withCodes();
    const { browser, page } = await afterPassword(email);
    expect((await me(browser, platform)).status).toBe(401);
    const step = await send(browser, 'GET', `${page.href}/step`);
    expect(step.body).toEqual({ next: 'one-time-code', connecting: null });
    const answered = await answerCode(browser, page, codeOf(secret));
    expect(answered.status).toBe(200);
    await goOn(browser, answered.page);
    expect((await me(browser, platform)).body.email).toBe(email);
  });

  it('are no first step: a code without a password is refused', async () => {
    const { secret } = await withCodes();
    const browser = new TestBrowser(world.app);
    const page = await toSignInPage(browser, platform);
    const refused = await answerCode(browser, page, codeOf(secret));
    expect([refused.status, refused.body.code]).toEqual([401, 'first_step_expired']);
  });

  it("do not take the proof of another sign-in's password", async () => {
    const { email, secret } = await withCodes();
    const { browser, page } = await afterPassword(email);
    const cookie = browser.cookie(`${page.href}/one-time-code`, 'edumaster_sign_in_step');
    const thief = new TestBrowser(world.app);
    const other = await toSignInPage(thief, platform);
    const { headers, status, body } = await world.app
      .inject({
        method: 'POST',
        url: `${other.pathname}/one-time-code`,
        headers: {
          host: other.host,
          cookie: `${thief.cookieHeader(other)}; edumaster_sign_in_step=${cookie}`,
        },
        payload: { code: codeOf(secret) },
      })
      .then((reply) => ({ headers: reply.headers, status: reply.statusCode, body: reply.json() }));
    expect([status, body.code]).toEqual([401, 'first_step_expired']);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('count once, also at the same moment', async () => {
    const { email, secret } = await withCodes();
    const pages = await Promise.all(Array.from({ length: 6 }, () => afterPassword(email)));
    const code = codeOf(secret);
    const answers = await Promise.all(
      pages.map(({ browser, page }) => answerCode(browser, page, code)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 401, 401, 401, 401, 401]);
    expect((await logIn(email, code)).body.code).toBe('invalid_one_time_code');
    expect((await logIn(email, codeOf(secret, 1))).status).toBe(200);
    // A later one was taken: the one before is not good any more.
    expect((await logIn(email, code)).body.code).toBe('invalid_one_time_code');
  });

  it('are demanded of programs too, at the grant itself', async () => {
    const { email, secret } = await withCodes();
    const without = await logIn(email);
    expect([without.status, without.body.code]).toEqual([401, 'one_time_code_required']);
    expect((await logIn(email, '000000')).body.code).toBe('invalid_one_time_code');
    expect((await logIn(email, codeOf(secret))).status).toBe(200);
    const wrongPassword = await send(
      new TestBrowser(world.app),
      'POST',
      `${platform}/api/v1/auth/login`,
      { email, password: 'not the password', oneTimeCode: codeOf(secret, 1) },
    );
    expect(wrongPassword.body.code).toBe('invalid_credentials');
    expect((await logIn(email, codeOf(secret, 1))).status).toBe(200);
  });

  it('are guessed at ten times in fifteen minutes, over all the doors', async () => {
    const { email, secret } = await withCodes();
    const { browser, page } = await afterPassword(email);
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await answerCode(browser, page, '000000')).status).toBe(401);
      expect((await logIn(email, '000001')).status).toBe(401);
    }
    const limited = await answerCode(browser, page, codeOf(secret));
    expect([limited.status, limited.body.code]).toEqual([429, 'too_many_requests']);
    expect(Number(limited.page.headers['retry-after'])).toBeGreaterThan(800);
    expect((await logIn(email, codeOf(secret))).status).toBe(429);
  });

  it('are turned off by their owner, and the recovery codes end with them', async () => {
    const { email, browser } = await withCodes();
    expect((await send(browser, 'POST', `${codes}/removal`, confirm)).status).toBe(204);
    expect((await logIn(email)).status).toBe(200);
    const { rows } = await database.owner.query(
      `select count(*)::int as left from identity.recovery_codes r join identity.persons p
       on p.id = r.person_id where p.email = $1`,
      [email],
    );
    expect(rows).toEqual([{ left: 0 }]);
    expect(await auditOf(email)).toEqual(['one_time_codes.turned_on', 'one_time_codes.turned_off']);
  });
});

describe('a recovery code', () => {
  it('signs in once instead of a code, however it is typed, and is told about', async () => {
    const { email, browser: owner, recoveryCodes } = await withCodes();
    const [first = ''] = recoveryCodes;
    const { browser, page } = await afterPassword(email);
    const typed = first.toUpperCase().replace('-', ' ');
    const answered = await answerCode(browser, page, typed);
    await goOn(browser, answered.page);
    expect((await me(browser, platform)).status).toBe(200);
    expect((await logIn(email, first)).body.code).toBe('invalid_one_time_code');
    expect((await send(owner, 'GET', codes)).body.recoveryCodesLeft).toBe(9);
    expect(await auditOf(email)).toEqual(['one_time_codes.turned_on', 'recovery_code.used']);
  });

  it('works once of eight times at the same moment', async () => {
    const { email, recoveryCodes } = await withCodes();
    const [, second = ''] = recoveryCodes;
    const answers = await Promise.all(Array.from({ length: 8 }, () => logIn(email, second)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("is worth nothing on another's account", async () => {
    const [mine, others] = [await withCodes(), await withCodes()];
    const [theirs = ''] = others.recoveryCodes;
    expect((await logIn(mine.email, theirs)).body.code).toBe('invalid_one_time_code');
  });

  it('ends when new ones are made', async () => {
    const { email, browser, recoveryCodes } = await withCodes();
    const made = await send(browser, 'POST', `${platform}/api/v1/me/recovery-codes`, confirm);
    expect(made.status).toBe(201);
    const [old = ''] = recoveryCodes;
    expect((await logIn(email, old)).body.code).toBe('invalid_one_time_code');
    expect((await logIn(email, made.body.recoveryCodes[0])).status).toBe(200);
  });
});
