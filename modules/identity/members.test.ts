import { encodeCursor, newId } from '@edumaster/kernel';
import { tenants } from '@edumaster/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Caller, People, type TestPerson } from './testing/people.ts';
import { me } from './testing/sign-in-journey.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const ours = { marketplace: tenants.first, academy: tenants.second };

interface Members {
  readonly items: ReadonlyArray<{
    readonly userId: string;
    readonly name: string;
    readonly email?: string;
    readonly roles: readonly string[];
  }>;
  readonly nextCursor: string | null;
}

let people: People;
let olga: TestPerson;
let sten: TestPerson;
let mia: TestPerson;
let owner: Caller;
let staff: Caller;
let member: Caller;

beforeAll(async () => {
  people = new People(world, database, ours);
  olga = await people.make('academy', ['owner'], 'Olga Owner');
  sten = await people.make('academy', ['staff'], 'Sten Staff');
  mia = await people.make('academy', ['member'], 'Mia O’Member');
  owner = await people.caller(olga, 'academy');
  staff = await people.caller(sten, 'academy');
  member = await people.caller(mia, 'academy');
});

const list = (who: Caller, query = '') => who.ask<Members>('GET', `/api/v1/tenant/members${query}`);
const rolesPath = (person: TestPerson) => `/api/v1/tenant/members/${person.id}/roles`;
const path = (person: TestPerson) => `/api/v1/tenant/members/${person.id}`;

describe('the list of members', () => {
  it('is for those who run the tenant', async () => {
    expect(await member.refusal('GET', '/api/v1/tenant/members')).toEqual([403, 'forbidden']);
    expect((await list(owner)).status).toBe(200);
    expect((await list(staff)).status).toBe(200);
  });

  it('shows addresses to owners, and neither shows them to staff nor lets them be searched', async () => {
    const seen = async (who: Caller, query: string) =>
      (await list(who, query)).body.items.map(({ name, email }) => [name, email]);
    expect(await seen(owner, '?q=olga')).toEqual([['Olga Owner', olga.email]]);
    expect(await seen(staff, '?q=olga')).toEqual([['Olga Owner', undefined]]);
    const beginning = mia.email.slice(0, 30);
    expect(await seen(owner, `?q=${beginning}`)).toEqual([['Mia O’Member', mia.email]]);
    expect(await seen(staff, `?q=${beginning}`)).toEqual([]);
  });

  it('is searched by the beginnings of words, and filtered by role', async () => {
    const names = async (query: string) =>
      (await list(owner, query)).body.items.map(({ name }) => name);
    expect(await names('?q=OWN%20ol')).toEqual(['Olga Owner']);
    expect(await names('?q=wner')).toEqual([]);
    expect(await names("?q='%20|%20:*")).toEqual([]);
    expect(await names('?role=staff')).toEqual(['Sten Staff']);
  });

  it.each([
    'abc',
    encodeCursor([]),
    encodeCursor(['2020', newId()]),
    encodeCursor(['0000-01-01T00:00:00Z', newId()]),
    encodeCursor(['x', 'y']),
  ])('refuses a cursor that it did not give: %s', async (cursor) => {
    expect((await owner.refusal('GET', `/api/v1/tenant/members?cursor=${cursor}`))[0]).toBe(422);
  });

  it('comes in pages, each member once', async () => {
    const names: string[] = [];
    let query: string | undefined = '?limit=1';
    while (query !== undefined) {
      const { items, nextCursor }: Members = (await list(owner, query)).body;
      names.push(...items.map(({ name }) => name));
      query = nextCursor === null ? undefined : `?limit=1&cursor=${nextCursor}`;
    }
    expect(names.slice(0, 3)).toEqual(['Olga Owner', 'Sten Staff', 'Mia O’Member']);
    expect(new Set(names).size).toBe(names.length);
  });

  it('holds nobody of another tenant', async () => {
    const admin = await people.caller(await people.make('marketplace', ['admin']), 'marketplace');
    const found = (await list(admin, `?q=${olga.email}`)).body.items;
    expect(found).toEqual([]);
    expect(await admin.refusal('PUT', rolesPath(mia), { roles: ['student'] })).toEqual([
      404,
      'member_not_found',
    ]);
  });
});

describe('the roles of a member', () => {
  it('are replaced, counted at once, audited and told', async () => {
    const person = await people.make('academy', ['member']);
    const theirs = await people.caller(person, 'academy');
    expect((await list(theirs)).status).toBe(403);
    const changed = await owner.ask('PUT', rolesPath(person), { roles: ['member', 'staff'] });
    expect(changed).toMatchObject({ status: 200, body: { roles: ['staff', 'member'] } });
    expect((await list(theirs)).status).toBe(200);

    const { rows: log } = await database.owner.query(
      `select action, actor_id, details from platform.audit_log where subject_id = $1
       order by id desc limit 1`,
      [person.id],
    );
    const details = { before: ['member'], after: ['staff', 'member'] };
    expect(log).toEqual([{ action: 'member.roles_changed', actor_id: olga.id, details }]);
    const { rows: events } = await database.owner.query(
      `select payload from events.log where type = 'user.roles_changed' and aggregateid = $1
       order by id desc limit 1`,
      [person.id],
    );
    expect(events).toEqual([{ payload: { userId: person.id, roles: ['staff', 'member'] } }]);
  });

  it('are none of another kind of tenant', async () => {
    for (const role of ['admin', 'student', 'king']) {
      expect(await owner.refusal('PUT', rolesPath(mia), { roles: [role] })).toEqual([
        422,
        'validation_failed',
      ]);
    }
    const mixed = database.owner.query(
      `update identity.memberships set roles = array['owner', 'admin'] where person_id = $1`,
      [mia.id],
    );
    await expect(mixed).rejects.toMatchObject({ constraint: 'memberships_roles_of_one_kind' });
  });

  it('are not changed by staff or members, nor by anybody for themself', async () => {
    const roles = { roles: ['owner'] };
    expect(await staff.refusal('PUT', rolesPath(sten), roles)).toEqual([403, 'forbidden']);
    expect(await member.refusal('PUT', rolesPath(mia), roles)).toEqual([403, 'forbidden']);
    const own = { roles: ['owner', 'staff'] };
    expect(await owner.refusal('PUT', rolesPath(olga), own)).toEqual([403, 'own_roles']);
    expect(await people.rolesOf(sten, 'academy')).toEqual(['staff']);
  });

  it('always leave an owner, also when two remove each other at once', async () => {
    expect(await owner.refusal('PUT', rolesPath(olga), { roles: ['member'] })).toEqual([
      403,
      'own_roles',
    ]);
    expect(await owner.refusal('DELETE', path(olga))).toEqual([409, 'last_in_charge']);
    for (let round = 0; round < 5; round += 1) {
      const second = await people.make('academy', ['owner']);
      const other = await people.caller(second, 'academy');
      const [first, last] = await Promise.all([
        owner.ask('DELETE', path(second)),
        other.ask('DELETE', path(olga)),
      ]);
      expect([first.status, last.status].filter((status) => status === 204)).toHaveLength(1);
      if (last.status === 204) {
        [olga, owner] = [second, other];
      }
    }
  });
});

describe('a membership', () => {
  it('is ended by owners for everybody, and by staff for members only', async () => {
    const person = await people.make('academy', ['member']);
    expect(await staff.refusal('DELETE', path(olga))).toEqual([403, 'role_not_yours_to_give']);
    expect(await member.refusal('DELETE', path(person))).toEqual([403, 'forbidden']);
    expect((await staff.ask('DELETE', path(person))).status).toBe(204);
    expect(await staff.refusal('DELETE', path(person))).toEqual([404, 'member_not_found']);
    expect(await people.rolesOf(person, 'academy')).toEqual([]);
  });

  it('ends for the requests of an open session too', async () => {
    const person = await people.make('academy', ['staff']);
    const theirs = await people.caller(person, 'academy');
    expect((await list(theirs)).status).toBe(200);
    expect((await owner.ask('DELETE', path(person))).status).toBe(204);
    expect((await list(theirs)).status).toBe(403);
    expect((await me(theirs.browser, 'http://acme.localhost:3000')).body.roles).toEqual([]);
  });

  it('may be left by whoever is not the last in charge', async () => {
    const leaving = await people.make('academy', ['staff']);
    const theirs = await people.caller(leaving, 'academy');
    expect((await theirs.ask('DELETE', path(leaving))).status).toBe(204);
  });
});

describe('the operator', () => {
  it('keeps to the roles of the tenant, and leaves somebody in charge', async () => {
    const ctx = { system: true, reason: 'a test', correlationId: 'c', now: new Date() } as const;
    const set = (email: string, roles: string[], tenantId = tenants.second) =>
      world.identity.setRoles(ctx, { tenantId, email, roles });
    await expect(set(mia.email, ['admin'])).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(set(olga.email, ['member'])).rejects.toMatchObject({ code: 'last_in_charge' });
    await set(mia.email, ['staff']);
    const { rows } = await database.owner.query(
      `select action, actor from platform.audit_log where subject_id = $1 order by id desc limit 1`,
      [mia.id],
    );
    const actor = { kind: 'system', reason: 'a test' };
    expect(rows).toEqual([{ action: 'member.roles_changed', actor }]);
    await set(mia.email, ['member']);
  });
});
