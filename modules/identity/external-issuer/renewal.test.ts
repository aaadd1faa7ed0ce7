import { tenants, useDatabase } from '@edumaster/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from '../module.ts';
import {
  type ExternalUnderTest,
  externalUnderTest,
  signInWith,
} from '../testing/issuers-under-test.ts';
import { me, platform } from '../testing/sign-in-journey.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

const ours = { marketplace: tenants.first, academy: tenants.second };

let setting: ExternalUnderTest;

beforeAll(async () => {
  const rule = { claim: 'realm_access.roles', value: 'lms-admin', role: 'admin' };
  const settings = { EDUMASTER_ISSUER_ROLES: JSON.stringify([rule]) };
  setting = await externalUnderTest({ database, tenants: ours, settings });
});

afterAll(() => setting.close());

afterEach(() => {
  setting.issuer.behaviour.isDown = false;
});

async function sessionOf(email: string) {
  const { rows } = await database.owner.query(
    `select s.renew_at, s.renew_at > now() as fresh, s.revoked_at, s.refresh_token_sealed as sealed
     from identity.sessions s join identity.persons p on p.id = s.person_id where p.email = $1`,
    [email],
  );
  return rows[0];
}

/** As if so much time had passed since the session was to be renewed. */
async function letPass(email: string, interval: string): Promise<void> {
  await database.owner.query(
    `update identity.sessions set renew_at = now() - $2::interval, renewal_claimed_until = null
     where person_id = (select id from identity.persons where email = $1)`,
    [email, interval],
  );
}

const accountOf = ({ email }: { email: string }) => {
  const account = setting.issuer.accounts().find((known) => known.email === email);
  if (!account) throw new Error('the issuer does not know them');
  return account;
};

describe('a session of a browser', () => {
  it('is renewed at the issuer when its access token has expired, and once by many requests', async () => {
    const { browser, account } = await signInWith(setting);
    const before = await sessionOf(account.email);
    expect(before.fresh).toBe(true);
    await letPass(account.email, '1 second');
    const asked = Array.from({ length: 12 }, () => me(browser, platform));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses).toEqual(Array(12).fill(200));
    const after = await sessionOf(account.email);
    expect(after.fresh).toBe(true);
    expect(after.sealed).not.toBe(before.sealed);
    // The issuer would have ended the whole sign-in had one refresh token been used twice.
    await letPass(account.email, '1 second');
    expect((await me(browser, platform)).status).toBe(200);
  });

  it('is renewed once by two processes', async () => {
    const { browser, account } = await signInWith(setting);
    const other = await setting.again();
    const cookie = browser.cookieHeader(`${platform}/`);
    await letPass(account.email, '2 hours');
    const ask = (app: typeof other.app) =>
      app.inject({ url: '/api/v1/me', headers: { host: 'localhost:3000', cookie } });
    const both = [setting.world.app, other.app, setting.world.app, other.app];
    const answers = await Promise.all(both.map(ask));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect((await sessionOf(account.email)).revoked_at).toBe(null);
    await other.app.close();
  });

  it('ends when the issuer ends it', async () => {
    const { browser, account } = await signInWith(setting);
    setting.issuer.removeAccount(accountOf(account));
    expect((await me(browser, platform)).status).toBe(200);
    await letPass(account.email, '1 second');
    expect((await me(browser, platform)).status).toBe(401);
    expect((await sessionOf(account.email)).revoked_at).not.toBe(null);
  });

  it('brings what the issuer says by then, for example another role', async () => {
    const { browser, account } = await signInWith(setting);
    accountOf(account).roles = ['lms-admin'];
    await letPass(account.email, '1 second');
    expect((await me(browser, platform)).body.roles).toEqual(['student', 'admin']);
    accountOf(account).roles = [];
    await letPass(account.email, '1 second');
    expect((await me(browser, platform)).body.roles).toEqual(['student']);
  });

  it('goes on for an hour while the issuer is away, and no longer', async () => {
    const { browser, account } = await signInWith(setting);
    setting.issuer.behaviour.isDown = true;
    await letPass(account.email, '59 minutes');
    expect((await me(browser, platform)).status).toBe(200);
    await letPass(account.email, '61 minutes');
    expect((await me(browser, platform)).status).toBe(401);
    // It was not ended by that: the issuer is there again, and says that it goes on.
    setting.issuer.behaviour.isDown = false;
    await letPass(account.email, '62 minutes');
    expect((await me(browser, platform)).status).toBe(200);
  });
});
