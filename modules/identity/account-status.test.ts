import { tenants } from '@edumaster/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Caller, People, type TestPerson } from './testing/people.ts';
import { password } from './testing/sign-in-journey.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const ours = { marketplace: tenants.first, academy: tenants.second };

let people: People;
let ada: TestPerson;
let mo: TestPerson;
let admin: Caller;
let moderator: Caller;
let student: Caller;

beforeAll(async () => {
  people = new People(world, database, ours);
  ada = await people.make('marketplace', ['admin'], 'Ada Admin');
  mo = await people.make('marketplace', ['moderator'], 'Mo Moderator');
  admin = await people.caller(ada, 'marketplace');
  moderator = await people.caller(mo, 'marketplace');
  const sam = await people.make('marketplace', ['student'], 'Sam Student');
  student = await people.caller(sam, 'marketplace');
});

const statusPath = ({ id }: Pick<TestPerson, 'id'>) => `/api/v1/admin/users/${id}/status`;
const to = (status: string) => ({ status, reason: 'Spam in reviews' });

async function tokensOf(email: string) {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/auth/login',
    headers: { host: 'localhost:3000' },
    payload: { email, password },
  });
  return { status: answer.statusCode, body: answer.json() };
}

describe('accounts', () => {
  it('are searched and read by the staff of the marketplace only', async () => {
    const query = `/api/v1/admin/users?q=${ada.email}`;
    expect(await student.refusal('GET', query)).toEqual([403, 'forbidden']);
    const found = await moderator.ask('GET', query);
    expect(found.body).toMatchObject({
      items: [{ id: ada.id, email: ada.email, roles: ['admin'], accountStatus: 'active' }],
      nextCursor: null,
    });
    const one = await moderator.ask('GET', `/api/v1/admin/users/${ada.id}`);
    expect(one.body).toMatchObject({
      memberships: [{ tenantId: tenants.first, roles: ['admin'] }],
      lastSeenAt: expect.any(String),
    });
    const absent = '/api/v1/admin/users/01900000-0000-7000-8000-00000000dead';
    expect(await moderator.refusal('GET', absent)).toEqual([404, 'person_not_found']);
    expect(await student.refusal('GET', absent)).toEqual([403, 'forbidden']);
    const owner = await people.caller(await people.make('academy', ['owner']), 'academy');
    expect(await owner.refusal('GET', query)).toEqual([403, 'forbidden']);
  });

  it('are listed in pages and by status', async () => {
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await admin.ask<{ items: { id: string }[]; nextCursor: string | null }>(
          'GET',
          `/api/v1/admin/users?limit=2${cursor && `&cursor=${cursor}`}`,
        )
      ).body;
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain(ada.id);
    const banned = await admin.ask<{ items: unknown[] }>(
      'GET',
      '/api/v1/admin/users?status=banned',
    );
    expect(banned.body.items).toEqual([]);
  });
});

describe('a suspended account', () => {
  it('is out at once everywhere, and its sign-ins do not come back with it', async () => {
    const person = await people.make('marketplace', ['student']);
    const browser = await people.caller(person, 'marketplace');
    const { body: tokens } = await tokensOf(person.email);
    const bearer = { host: 'localhost:3000', authorization: `Bearer ${tokens.accessToken}` };
    const byToken = async () =>
      (await world.app.inject({ url: '/api/v1/me', headers: bearer })).statusCode;
    expect([(await browser.ask('GET', '/api/v1/me')).status, await byToken()]).toEqual([200, 200]);

    const suspended = await moderator.ask('PUT', statusPath(person), to('suspended'));
    expect(suspended).toMatchObject({ status: 200, body: { accountStatus: 'suspended' } });
    expect([(await browser.ask('GET', '/api/v1/me')).status, await byToken()]).toEqual([401, 401]);
    expect((await tokensOf(person.email)).status).toBe(403);

    await moderator.ask('PUT', statusPath(person), to('active'));
    expect([(await browser.ask('GET', '/api/v1/me')).status, await byToken()]).toEqual([401, 401]);
    const { rows: tokensLeft } = await database.owner.query(
      `select 1 from identity.oidc_records where payload ->> 'accountId' = $1`,
      [person.id],
    );
    expect(tokensLeft).toEqual([]);
    expect((await tokensOf(person.email)).status).toBe(200);

    const { rows } = await database.owner.query(
      `select details from platform.audit_log where subject_id = $1 and actor_id = $2 order by id`,
      [person.id, mo.id],
    );
    expect(rows.map(({ details }) => details)).toEqual([
      { before: 'active', after: 'suspended', reason: 'Spam in reviews' },
      { before: 'suspended', after: 'active', reason: 'Spam in reviews' },
    ]);
    const { rows: events } = await database.owner.query(
      `select payload from events.log where type = 'user.status_changed' and aggregateid = $1
       order by id`,
      [person.id],
    );
    expect(events.map(({ payload }) => payload.status)).toEqual(['suspended', 'active']);
  });

  it('written again with the same status changes nothing', async () => {
    const person = await people.make('marketplace', ['student']);
    for (let time = 0; time < 2; time += 1) {
      expect((await moderator.ask('PUT', statusPath(person), to('suspended'))).status).toBe(200);
    }
    const { rows } = await database.owner.query(
      `select 1 from platform.audit_log where subject_id = $1 and action = 'account.status_changed'`,
      [person.id],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('nobody', () => {
  it('decides about themself or beyond their reach', async () => {
    const person = await people.make('marketplace', ['student']);
    expect(await admin.refusal('PUT', statusPath(ada), to('suspended'))).toEqual([
      403,
      'own_account',
    ]);
    expect(await moderator.refusal('PUT', statusPath(ada), to('suspended'))).toEqual([
      403,
      'account_out_of_reach',
    ]);
    expect(await moderator.refusal('PUT', statusPath(person), to('banned'))).toEqual([
      403,
      'account_out_of_reach',
    ]);
    expect(await student.refusal('PUT', statusPath(person), to('banned'))).toEqual([
      403,
      'forbidden',
    ]);
    expect((await admin.ask('PUT', statusPath(person), to('banned'))).status).toBe(200);
    expect(await moderator.refusal('PUT', statusPath(person), to('active'))).toEqual([
      403,
      'account_out_of_reach',
    ]);
    expect((await admin.refusal('PUT', statusPath(person), to('deleted')))[0]).toBe(422);
  });

  it('is left without an admin by two who ban each other at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const second = await people.make('marketplace', ['admin']);
      const other = await people.caller(second, 'marketplace');
      const answers = await Promise.all([
        admin.ask('PUT', statusPath(second), to('banned')),
        other.ask('PUT', statusPath(ada), to('banned')),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      if (answers[1]?.status === 200) [ada, admin] = [second, other];
    }
  });
});
