import { eventually } from '@edumaster/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '../running-server/visitor.ts';
import { useInstallation } from './installation-under-test.ts';
import { makeObject, type ObjectKind, objectKinds } from './objects.ts';
import { type Cast, castPeople, type Person } from './people.ts';
import { untilEventsAreHandled } from './tenant-rows.ts';

const installation = useInstallation();
let cast: Cast;
/** Has made one of everything. */
let person: Person;

const telephone = '+4915155667788';

beforeAll(async () => {
  cast = await castPeople(installation);
  person = cast.marketplace.author;
  const by = await person.at(cast.marketplace);
  await by.api.changeMe({ body: { phoneNumber: telephone } });
  await by.api.decideConsent({ params: { purpose: 'news' }, body: { isGiven: true } });
  for (const kind of Object.keys(objectKinds) as ObjectKind[]) {
    await makeObject(kind, person, cast.marketplace);
  }
  await untilEventsAreHandled(installation);
});

/** Tables whose rows name the person and are not in the file, and why. */
const notExported: Readonly<Record<string, string>> = {
  'events.log': 'the same facts on their way, for seven days',
  'identity.password_credentials': 'when it was set is there; the hash is a secret',
  'identity.known_tenants': 'the places of the file are these',
  'identity.oidc_records': 'tokens of the sessions that are there',
  'catalog.rejections': 'what moderators wrote; the reasons are below reviews',
};

describe('everything that is known of a person', () => {
  test('comes as a file, from every table that names them', async () => {
    const by = await person.at(cast.marketplace);
    const { id } = await by.api.requestExport();
    await expect(by.api.requestExport()).rejects.toMatchObject({ status: 409 });
    await eventually('the file', async () => {
      const { items } = await by.api.listExports();
      return items[0]?.status === 'ready' ? items[0] : undefined;
    });
    const response = await by.send(`/api/v1/me/exports/${id}/file`);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const file = await response.text();
    for (const fact of [person.email, telephone, person.userId]) expect(file).toContain(fact);
    const naming = await tablesNaming(person.userId);
    expect(naming.length).toBeGreaterThan(8);
    const absent = [];
    for (const { table, keys } of naming) {
      const isThere = keys.some((key) => file.includes(key));
      if (!isThere && !(table in notExported)) absent.push(table);
    }
    expect(absent, 'export it, or say above why not').toEqual([]);
  });

  test('is nobody else’s to fetch', async () => {
    const { items } = await (await person.at(cast.marketplace)).api.listExports();
    const other = await cast.stranger.at(cast.marketplace);
    const answer = await other.send(`/api/v1/me/exports/${items[0]?.id}/file`);
    expect(answer.status).toBe(404);
    expect((await visitor(cast.marketplace.url).send(answer.url)).status).toBe(401);
  });
});

describe('a person who is erased', () => {
  test('is nowhere in the database, but for events that are on their way out', async () => {
    const by = await person.at(cast.marketplace);
    const before = await tablesSaying([person.email, telephone, nameOf(person)]);
    expect(before.length).toBeGreaterThan(2);
    await by.api.eraseMe({ body: { email: person.email, password: 'a long enough password' } });
    await untilEventsAreHandled(installation);
    const left = await tablesSaying([person.email, telephone, nameOf(person)]);
    expect(left.filter((table) => !table.startsWith('events.'))).toEqual([]);
  });

  test('is signed out, cannot log in, and their address is free', async () => {
    const { url } = cast.marketplace;
    const password = 'a long enough password';
    const body = { email: person.email, password };
    await expect(visitor(url).api.logIn({ body })).rejects.toMatchObject({ status: 401 });
    const again = await visitor(url).api.register({ body: { ...body, name: 'Somebody new' } });
    expect(again.user.id).not.toBe(person.userId);
  });

  test('leaves what others count on: courses, enrollments and the audit log, by an id alone', async () => {
    const { system } = installation.database.pools;
    const of = async (sql: string) => (await system.query(sql, [person.userId])).rows;
    const courses = await of(`select archived_at from catalog.courses where instructor_id = $1`);
    expect(courses.length).toBeGreaterThan(0);
    expect(courses.every((row) => row.archived_at !== null)).toBe(true);
    expect(await of('select 1 from learning.enrollments where user_id = $1')).not.toEqual([]);
    expect(await of('select 1 from learning.lecture_progress where user_id = $1')).toEqual([]);
    const entries = await of(
      `select details from platform.audit_log where subject_id = $1 and action = 'account.erased'`,
    );
    expect(entries).toEqual([{ details: {} }]);
    const [tombstone] = await of('select name, status from identity.persons where id = $1');
    expect(tombstone).toEqual({ name: 'Deleted user', status: 'deleted' });
  });

  test('cannot be the last who runs a place', async () => {
    const owner = cast.academy.people.find(({ roles }) => roles.includes('owner'));
    if (!owner) throw new Error('the academy has no owner');
    const by = await owner.at(cast.academy);
    const body = { email: owner.email, password: 'a long enough password' };
    await expect(by.api.eraseMe({ body })).rejects.toMatchObject({
      status: 409,
      problem: { code: 'runs_a_place_alone' },
    });
  });
});

function nameOf({ title }: Person): string {
  return title;
}

interface Naming {
  readonly table: string;
  /** Ids in the rows that name the person, but the person's and the tenants'. */
  readonly keys: readonly string[];
}

/** Tables with rows in which the id stands. */
async function tablesNaming(userId: string): Promise<readonly Naming[]> {
  const found: Naming[] = [];
  for (const table of await tables()) {
    const { rows } = await installation.database.pools.system.query<{ row: string }>(
      `select t::text as row from ${table} t where t::text like $1 limit 20`,
      [`%${userId}%`],
    );
    if (rows.length === 0) continue;
    const known = new Set<string>([userId, cast.marketplace.tenantId, cast.academy.tenantId]);
    const ids = rows.flatMap(({ row }) => row.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
    const keys = ids.filter((key): key is string => key !== null && !known.has(key));
    // Rows without an id of their own are told by the person's.
    found.push({ table, keys: keys.length > 0 ? [...new Set(keys)] : [userId] });
  }
  return found;
}

/** Tables in which one of the texts stands. */
async function tablesSaying(texts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await tables()) {
    const { rowCount } = await installation.database.pools.system.query(
      `select 1 from ${table} t where t::text ilike any ($1) limit 1`,
      [texts.map((text) => `%${text}%`)],
    );
    if (rowCount) found.push(table);
  }
  return found;
}

/** Every table that there is. */
async function tables(): Promise<readonly string[]> {
  const { rows } = await installation.database.owner.query<{ name: string }>(
    `select table_name as name from platform.tables
     where has_table_privilege('edumaster_system', table_name, 'select') order by 1`,
  );
  return rows.map(({ name }) => name);
}
