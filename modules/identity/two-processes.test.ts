import { systemCtx } from '@edumaster/kernel';
import { eventually, tenants, useDatabase } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityModule } from './module.ts';
import { type IdentityWorld, identityWorld } from './testing/identity-world.ts';
import { newEmail, password, platform, sessionCookie, signUp } from './testing/sign-in-journey.ts';
import { TestBrowser } from './testing/test-browser.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

/** Two processes on one database, each with what it remembers and a connection to hear signals. */
let one: IdentityWorld;
let other: IdentityWorld;

beforeAll(async () => {
  const ours = { marketplace: tenants.first, academy: tenants.second };
  one = await identityWorld({ database, tenants: ours, signals: await database.signals() });
  other = await identityWorld({ database, tenants: ours, signals: await database.signals() });
});

afterAll(async () => {
  await one.app.close();
  await other.app.close();
});

const host = 'localhost:3000';

async function inBrowser() {
  const browser = new TestBrowser(one.app);
  const { email } = await signUp(browser, platform);
  const cookie = `${sessionCookie}=${browser.cookie(`${platform}/`, sessionCookie)}`;
  return { browser, email, headers: { host, cookie } };
}

async function byProgram() {
  const email = newEmail();
  const payload = { email, password, name: 'Grace' };
  const url = '/api/v1/auth/register';
  const answer = await one.app.inject({ method: 'POST', url, headers: { host }, payload });
  const { accessToken, refreshToken } = answer.json();
  return { email, refreshToken, headers: { host, authorization: `Bearer ${accessToken}` } };
}

const stateIn = async (world: IdentityWorld, headers: Record<string, string>) => {
  const answer = await world.app.inject({ url: '/api/v1/me', headers });
  return { status: answer.statusCode, roles: answer.json().roles };
};

/** Both processes know the caller by heart. */
async function remember(headers: Record<string, string>): Promise<void> {
  for (const world of [one, other]) {
    expect(await stateIn(world, headers)).toEqual({ status: 200, roles: ['student'] });
    expect(await stateIn(world, headers)).toEqual({ status: 200, roles: ['student'] });
  }
}

/** Until both processes answer like that: long before they would forget by themselves. */
async function untilBoth(headers: Record<string, string>, expected: object): Promise<void> {
  for (const world of [one, other]) {
    await eventually('the change to count', async () => {
      const state = await stateIn(world, headers);
      return Object.entries(expected).every(
        ([name, value]) =>
          JSON.stringify(state[name as keyof typeof state]) === JSON.stringify(value),
      )
        ? true
        : undefined;
    });
  }
}

const personOf = `(select id from identity.persons where email = $1)`;

describe('what a process remembers of a caller counts no more, at once and everywhere, when', () => {
  it('a session is revoked', async () => {
    const { browser, headers } = await inBrowser();
    await remember(headers);
    await browser.request('POST', `${platform}/auth/sign-out`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    await untilBoth(headers, { status: 401 });
  });

  it('a session is deleted', async () => {
    const { email, headers } = await inBrowser();
    await remember(headers);
    await database.owner.query(`delete from identity.sessions where person_id = ${personOf}`, [
      email,
    ]);
    await untilBoth(headers, { status: 401 });
  });

  it.each(['banned', 'suspended', 'deleted'])(
    'a person is %s, by session and by token',
    async (status) => {
      for (const { email, headers } of [await inBrowser(), await byProgram()]) {
        await remember(headers);
        await database.owner.query(`update identity.persons set status = $2 where email = $1`, [
          email,
          status,
        ]);
        await untilBoth(headers, { status: 401 });
      }
    },
  );

  it('roles are changed, by session and by token', async () => {
    for (const { email, headers } of [await inBrowser(), await byProgram()]) {
      await remember(headers);
      const ctx = systemCtx('a test acts as the operator');
      const change = { tenantId: tenants.first, email, roles: ['student', 'admin'] };
      await one.identity.setRoles(ctx, change);
      await untilBoth(headers, { roles: ['student', 'admin'] });
      await database.owner.query(
        `set role edumaster_system; delete from identity.memberships where person_id = (
           select id from identity.persons where email = '${email}'); reset role`,
      );
      await untilBoth(headers, { roles: [] });
    }
  });

  it('a program logs out, or its refresh token is used twice', async () => {
    const post = (world: IdentityWorld, path: string, refreshToken: string) =>
      world.app.inject({
        method: 'POST',
        url: `/api/v1/auth/${path}`,
        headers: { host },
        payload: { refreshToken },
      });
    const first = await byProgram();
    await remember(first.headers);
    await post(one, 'logout', first.refreshToken);
    await untilBoth(first.headers, { status: 401 });
    const second = await byProgram();
    await remember(second.headers);
    expect((await post(one, 'refresh', second.refreshToken)).statusCode).toBe(200);
    expect((await post(other, 'refresh', second.refreshToken)).statusCode).toBe(401);
    await untilBoth(second.headers, { status: 401 });
  });
});

describe('a session that is remembered', () => {
  it('is still written down as seen, every ten minutes', async () => {
    const { email, headers } = await inBrowser();
    await remember(headers);
    const seen = async () =>
      (
        await database.owner.query(
          `select last_seen_at > now() - interval '1 minute' as fresh from identity.sessions
           where person_id = ${personOf}`,
          [email],
        )
      ).rows[0].fresh;
    // It went out of date backwards, which is signalled like every change but being seen.
    await database.owner.query(
      `update identity.sessions set last_seen_at = now() - interval '11 minutes'
       where person_id = ${personOf}`,
      [email],
    );
    await eventually('being seen', async () => {
      await stateIn(other, headers);
      return (await seen()) ? true : undefined;
    });
  });

  it('costs the database nothing', async () => {
    const { headers } = await inBrowser();
    await remember(headers);
    const statements = async () =>
      Number(
        (
          await database.owner.query(
            'select xact_commit from pg_stat_database where datname = current_database()',
          )
        ).rows[0].xact_commit,
      );
    let known = 0;
    const before = await statements();
    const session = headers.cookie.split('=')[1] ?? '';
    for (let index = 0; index < 200; index += 1) {
      const { actor } = await one.identity.authenticate(tenants.first, { session });
      known += actor.kind === 'user' ? 1 : 0;
    }
    expect(known).toBe(200);
    expect((await statements()) - before).toBeLessThan(50);
  });
});
