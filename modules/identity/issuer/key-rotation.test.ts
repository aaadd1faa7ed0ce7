import { systemCtx } from '@edumaster/kernel';
import { eventually, tenants, useDatabase } from '@edumaster/testkit';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RotateKeys } from '../jobs/rotate-keys.ts';
import { identityModule } from '../module.ts';
import { SigningKeys } from '../signing-keys.ts';
import { type IdentityWorld, identityWorld } from '../testing/identity-world.ts';
import { academy, me, newEmail, password, platform, signUp } from '../testing/sign-in-journey.ts';
import { TestBrowser } from '../testing/test-browser.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

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

const ctx = () => systemCtx('a test rotates the keys');
const keys = () => one.container.get(SigningKeys);
const host = 'localhost:3000';

async function token(world: IdentityWorld): Promise<string> {
  const url = '/api/v1/auth/register';
  const payload = { email: newEmail(), password, name: 'Grace' };
  const answer = await world.app.inject({ method: 'POST', url, headers: { host }, payload });
  return answer.json().accessToken;
}

const kidOf = (jwt: string) => decodeProtectedHeader(jwt).kid;

async function isTaken(world: IdentityWorld, bearer: string): Promise<boolean> {
  return world.identity.authenticate(tenants.first, { bearer }).then(
    () => true,
    () => false,
  );
}

async function publishedBy(world: IdentityWorld): Promise<string[]> {
  const answer = await world.app.inject({ url: '/oidc/jwks', headers: { host } });
  return answer.json().keys.map(({ kid }: { kid: string }) => kid);
}

/** Every process knows what has changed. */
async function untilPublished(expected: readonly string[]): Promise<void> {
  for (const world of [one, other]) {
    await eventually('the keys to be published', async () =>
      JSON.stringify(await publishedBy(world)) === JSON.stringify(expected) ? true : undefined,
    );
  }
}

const kids = async () => (await keys().list(ctx())).map(({ kid }) => kid);

beforeEach(async () => {
  // Each test begins with a current key and a next one.
  await token(one);
  await database.owner.query('delete from identity.signing_keys where retired_at is not null');
  await untilPublished(await kids());
});

describe('a rotation', () => {
  it('lets the next key sign in every process at once, and the tokens before it count', async () => {
    const before = await keys().list(ctx());
    expect(before.map(({ state }) => state)).toEqual(['current', 'next']);
    const [current, next] = before;
    const old = await token(other);
    expect(kidOf(old)).toBe(current?.kid);
    const rotated = await keys().rotate(ctx(), { now: true });
    expect(rotated).toMatchObject({ kid: next?.kid, state: 'current' });
    await untilPublished(await kids());
    const after = await keys().list(ctx());
    expect(after.map(({ state }) => state)).toEqual(['current', 'next', 'retired']);
    for (const world of [one, other]) {
      const fresh = await token(world);
      expect(kidOf(fresh)).toBe(next?.kid);
      expect(await isTaken(one, fresh)).toBe(true);
      expect(await isTaken(other, fresh)).toBe(true);
      expect(await isTaken(world, old)).toBe(true);
    }
  });

  it('goes on with sessions, refresh tokens and new sign-ins', async () => {
    const browser = new TestBrowser(one.app);
    await signUp(browser, platform);
    const url = '/api/v1/auth/register';
    const payload = { email: newEmail(), password, name: 'Grace' };
    const answer = await one.app.inject({ method: 'POST', url, headers: { host }, payload });
    await keys().rotate(ctx(), { now: true });
    await untilPublished(await kids());
    expect((await me(browser, platform)).status).toBe(200);
    await browser.visit(`${academy}/auth/sign-in`);
    expect((await me(browser, academy)).status).toBe(200);
    const { refreshToken } = answer.json();
    const refreshed = await other.app.inject({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      headers: { host },
      payload: { refreshToken },
    });
    expect(refreshed.statusCode).toBe(200);
    expect(await isTaken(one, refreshed.json().accessToken)).toBe(true);
  });

  it('waits until the next key has been published for an hour, unless it is told to be now', async () => {
    const code = 'signing_key_too_new';
    await expect(keys().rotate(ctx(), { now: false })).rejects.toMatchObject({ code });
    const [, next] = await kids();
    await database.owner.query(
      `update identity.signing_keys set created_at = now() - interval '61 minutes'
       where activated_at is null`,
    );
    expect((await keys().rotate(ctx(), { now: false })).kid).toBe(next);
  });

  it('by several at once leaves one current key and one next', async () => {
    const rotate = (world: IdentityWorld) =>
      world.container.get(SigningKeys).rotate(ctx(), { now: true });
    await Promise.all([one, other, one, other].map(rotate));
    const states = (await keys().list(ctx())).map(({ state }) => state);
    expect(states).toEqual(['current', 'next', ...Array(4).fill('retired')]);
  });

  it('is in the audit log of the platform', async () => {
    const { kid } = await keys().rotate(ctx(), { now: true });
    const entries = await database.db.inTx(database.tenantCtx(), (tx) =>
      database.audit.list(tx, { limit: 1 }),
    );
    expect(entries).toMatchObject([
      { action: 'signing_key.activated', subject: { kind: 'signing-key', id: kid } },
    ]);
  });
});

describe('by the clock', () => {
  const cron = () => one.container.get(RotateKeys);

  it('a key signs for 90 days', async () => {
    const [current, next] = await kids();
    await cron().run();
    expect(await kids()).toEqual([current, next]);
    await database.owner.query(
      `update identity.signing_keys set activated_at = now() - interval '91 days'
       where activated_at is not null`,
    );
    await cron().run();
    expect((await kids()).slice(0, 1)).toEqual([next]);
  });

  it('a retired key disappears when the last token that it signed has expired', async () => {
    const [current] = await kids();
    await keys().rotate(ctx(), { now: true });
    await cron().run();
    expect(await kids()).toContain(current);
    const { rows } = await database.owner.query(
      `select extract(epoch from published_until - retired_at)::int as seconds
       from identity.signing_keys where kid = $1`,
      [current],
    );
    // Longer than the life of an access token, which is 300 s.
    expect(rows).toEqual([{ seconds: 600 }]);
    await database.owner.query(
      `update identity.signing_keys set published_until = now() - interval '1 s' where kid = $1`,
      [current],
    );
    expect(await kids()).not.toContain(current);
    await cron().run();
    const left = await database.owner.query('select kid from identity.signing_keys');
    expect(left.rows.map(({ kid }) => kid)).not.toContain(current);
  });
});

describe('a key that somebody else may know', () => {
  it('is dropped at once: none of its tokens counts in any process, and another key signs', async () => {
    const [current = ''] = await kids();
    const stolen = await token(one);
    for (const world of [one, other]) expect(await isTaken(world, stolen)).toBe(true);
    const replacement = await keys().drop(ctx(), { kid: current });
    expect(replacement.kid).not.toBe(current);
    for (const world of [one, other]) {
      await eventually('the token to be refused', async () =>
        (await isTaken(world, stolen)) ? undefined : true,
      );
    }
    expect(await publishedBy(other)).not.toContain(current);
    expect(kidOf(await token(other))).toBe(replacement.kid);
  });

  it('may be the next one, which is replaced', async () => {
    const [current = '', next = ''] = await kids();
    expect((await keys().drop(ctx(), { kid: next })).kid).toBe(current);
    const left = await kids();
    expect(left).toHaveLength(2);
    expect(left).not.toContain(next);
  });

  it('has to exist', async () => {
    await expect(keys().drop(ctx(), { kid: 'unheard of' })).rejects.toMatchObject({
      code: 'signing_key_not_found',
    });
  });
});
