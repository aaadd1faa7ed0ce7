import { eventually } from '@edumaster/testkit';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserSession } from '../running-server/browser-session.ts';
import { mailedLink } from '../running-server/read-mailbox.ts';
import { json, type Visitor, visitor } from '../running-server/visitor.ts';
import { edumaster } from './programs.ts';
import { useSecondProcess } from './second-process.ts';
import { useVictim } from './victim.ts';
import { inDatabaseOf } from './victim-database.ts';

/** On sessions, on tokens (which could take five minutes) and on the routes of administrators alike. */
const deadlineMilliseconds = 1_000;
const rounds = 5;
const password = 'a long enough password';
const boss = { email: 'boss@chaos.test', password };

const victim = useVictim();
const second = useSecondProcess(victim);
let admin: Visitor;

beforeAll(async () => {
  const wish = `user create ${boss.email} --name Boss --roles admin`.split(' ');
  const made = await edumaster(wish, { env: victim.settings(), input: password });
  expect([made.status, made.stderr]).toEqual([0, '']);
});

beforeEach(async () => {
  const { accessToken, user } = await visitor(victim.url).api.logIn({ body: boss });
  admin = visitor(victim.url, accessToken, user.id);
});

type Caller = (url: string) => Pick<Visitor, 'send'>;

interface Person {
  readonly email: string;
  readonly userId: string;
  readonly refreshToken: string;
  /** A program with a token, and a browser with a session. */
  readonly callers: Readonly<Record<'token' | 'session', Caller>>;
  readonly cookie: string;
}

const me = '/api/v1/me';
const accounts = '/api/v1/admin/users';
const tier = `/api/v1/admin/tenants/${crypto.randomUUID()}/tier`;
const write = (caller: Pick<Visitor, 'send'>) =>
  caller.send(tier, json('PUT', { tier: 'unlimited' }));

/** Known by heart in both processes, by both ways. */
async function newPerson(roles: readonly string[] = ['student']): Promise<Person> {
  const email = `${crypto.randomUUID()}@chaos.test`;
  const { accessToken, refreshToken, user } = await visitor(victim.url).api.register({
    body: { email, password, name: 'Paula Person' },
  });
  const { cookie, at } = await browserSession(victim.url, { email, password });
  if (roles.includes('admin')) await setRoles(user.id, roles);
  const callers = { token: (url: string) => visitor(url, accessToken), session: at };
  // Twice: what was found once is remembered.
  for (let time = 0; time < 2; time += 1) await requireOf(Object.values(callers), me, 200);
  return { email, userId: user.id, refreshToken, callers, cookie };
}

function setRoles(userId: string, roles: readonly string[]) {
  const body = { roles: roles as ['student'] };
  return admin.api.changeMemberRoles({ params: { userId }, body });
}

/** @returns when the first answer of this status came */
async function untilStatus(
  { send }: Pick<Visitor, 'send'>,
  path: string,
  status: number,
): Promise<number> {
  await eventually(`${status} of ${path}`, async () =>
    (await send(path)).status === status ? true : undefined,
  );
  return performance.now();
}

/** Asks both processes with every caller. */
async function requireOf(callers: readonly Caller[], path: string, status: number): Promise<void> {
  for (const caller of callers) {
    for (const url of [victim.url, second.url]) {
      expect((await caller(url).send(path)).status).toBe(status);
    }
  }
}

interface Measured {
  readonly change: () => Promise<unknown>;
  readonly callers: readonly Caller[];
  readonly path?: string;
  readonly refusal: number;
}

/**
 * Every caller asks both processes all the time.
 * @returns milliseconds from when the change began to count, which is its answer or the first refusal
 *   (a password takes its time, before and after), until every answer is a refusal
 */
async function untilRefused({ change, callers, path = me, refusal }: Measured): Promise<number> {
  const refusals = callers.flatMap((caller) =>
    [victim.url, second.url].map((url) => untilStatus(caller(url), path, refusal)),
  );
  await change();
  const answered = performance.now();
  const refused = await Promise.all(refusals);
  await requireOf(callers, path, refusal);
  return Math.max(...refused) - Math.min(answered, ...refused);
}

async function measure(round: () => Promise<number>): Promise<void> {
  const took: number[] = [];
  for (let index = 0; index < rounds; index += 1) took.push(Math.round(await round()));
  expect(Math.max(...took), `took ${took.join(', ')} ms`).toBeLessThan(deadlineMilliseconds);
}

const isRefused = async (refreshToken: string) =>
  expect(
    (await visitor(second.url).send('/api/v1/auth/refresh', json('POST', { refreshToken }))).status,
  ).toBe(401);

describe('within a second, in both processes', () => {
  test('a session that its owner ends is refused, and their program goes on', () =>
    measure(async () => {
      const { callers } = await newPerson();
      const took = await untilRefused({
        change: () => callers.session(victim.url).send('/auth/sign-out', { method: 'POST' }),
        callers: [callers.session],
        refusal: 401,
      });
      await requireOf([callers.token], me, 200);
      return took;
    }));

  test('whoever is banned is refused, by session and by token', () =>
    measure(async () => {
      const { userId, callers, refreshToken } = await newPerson();
      const body = { status: 'banned', reason: 'Sells what is not theirs' } as const;
      const took = await untilRefused({
        change: () => admin.api.changeAccountStatus({ params: { id: userId }, body }),
        callers: Object.values(callers),
        refusal: 401,
      });
      await isRefused(refreshToken);
      return took;
    }));

  test('a changed password ends every other session and token, and not the one that asks', () =>
    measure(async () => {
      const person = await newPerson();
      const own = await browserSession(victim.url, { email: person.email, password });
      const body = { currentPassword: password, newPassword: 'another one that is long enough' };
      const took = await untilRefused({
        change: () => own.at(victim.url).send('/api/v1/me/password', json('PUT', body)),
        callers: Object.values(person.callers),
        refusal: 401,
      });
      await isRefused(person.refreshToken);
      await requireOf([own.at], me, 200);
      return took;
    }));

  test('a password that was reset by a link ends every session and token', () =>
    measure(async () => {
      const { email, callers, refreshToken } = await newPerson();
      await visitor(victim.url).api.requestPasswordReset({ body: { email } });
      const link = await mailedLink(victim.url, email, { about: '/reset-password' });
      const token = new URL(link).searchParams.get('token') ?? '';
      const body = { token, password: 'another one that is long enough' };
      const took = await untilRefused({
        change: () => visitor(second.url).api.resetPassword({ body }),
        callers: Object.values(callers),
        refusal: 401,
      });
      await isRefused(refreshToken);
      return took;
    }));

  test('an admin who is one no longer is refused on the routes of admins, by session and by token', () =>
    measure(async () => {
      const { userId, callers } = await newPerson(['student', 'admin']);
      await requireOf(Object.values(callers), accounts, 200);
      for (const caller of Object.values(callers)) {
        expect((await write(caller(second.url))).status).toBe(404);
      }
      const took = await untilRefused({
        change: () => setRoles(userId, ['student']),
        callers: Object.values(callers),
        path: accounts,
        refusal: 403,
      });
      for (const caller of Object.values(callers)) {
        expect((await write(caller(second.url))).status).toBe(403);
      }
      await requireOf(Object.values(callers), me, 200);
      return took;
    }));

  test('all of it holds for a process whose connection for signals was just cut', () =>
    measure(async () => {
      const { userId, callers } = await newPerson();
      const cut = await inDatabaseOf(victim, async (client) => {
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query ilike 'listen %'`,
        );
        return rowCount;
      });
      expect(cut).toBeGreaterThanOrEqual(2);
      const body = { status: 'suspended', reason: 'Spam in reviews' } as const;
      return untilRefused({
        change: () => admin.api.changeAccountStatus({ params: { id: userId }, body }),
        callers: Object.values(callers),
        refusal: 401,
      });
    }));
});
