import { Db, type Home } from '@edumaster/database';
import { systemCtx } from '@edumaster/kernel';
import { countRows, type Pools } from '@edumaster/postgres';
import { moveTenant, movingTables } from '@edumaster/server';
import { eventually, useEmptyDatabase } from '@edumaster/testkit';
import { Tenancy } from '@edumaster/tenancy';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Visitor, visitor } from '../running-server/visitor.ts';
import { addressOf, useInstallation } from './installation-under-test.ts';
import { type Ids, makeObject, objectKinds, type ObjectKind } from './objects.ts';
import { type Cast, castPeople } from './people.ts';

// Above the installation, so that it is dropped when that is closed.
const empty = useEmptyDatabase();
const installation = useInstallation();
const silent = () => {};

let cast: Cast;
let own: Pools;
const made = new Map<ObjectKind, Ids>();

type AuditEntries = Awaited<ReturnType<Visitor['api']['readAuditLog']>>['items'];

/** Rows of a tenant by table, in the platform's database or in the tenant's own. */
async function rowsOf(pools: Pools, tenantId: Cast['academy']['tenantId']) {
  const tables = await movingTables(installation.opened);
  return countRows(pools.system, tables, tenantId);
}

beforeAll(async () => {
  const { opened } = installation;
  const academy = await opened.container
    .get(Tenancy, { strict: false })
    .provision(systemCtx('a test needs a tenant of its own'), {
      kind: 'academy',
      name: 'Other Academy',
      subdomain: 'other',
    });
  const address = addressOf(empty.connection);
  await moveTenant(opened, { subdomain: 'other', address, report: silent });
  const home = await eventually('the news of the move', () =>
    opened.tenantDatabases.of(academy.id),
  );
  own = await home.pools();
  cast = await castPeople(installation);
  for (const place of [cast.marketplace, cast.academy]) {
    for (const kind of Object.keys(objectKinds) as ObjectKind[]) {
      const ids = await makeObject(kind, place.author, place);
      if (place === cast.academy) made.set(kind, ids);
    }
  }
});

describe('a tenant with a database of its own', () => {
  test('has every row there, in the tables where another tenant has rows, and none elsewhere', async () => {
    const { opened } = installation;
    const { academy, marketplace } = cast;
    const tables = async (pools: Pools, tenantId: typeof academy.tenantId) =>
      [...(await rowsOf(pools, tenantId)).keys()].sort();
    await eventually('the events of both to be handled', async () => {
      const there = await tables(own, academy.tenantId);
      const here = await tables(opened.pools, marketplace.tenantId);
      return there.join() === here.join() ? true : undefined;
    });
    expect((await tables(own, academy.tenantId)).length).toBeGreaterThan(8);
    expect(await tables(opened.pools, academy.tenantId)).toEqual([]);
    expect(await tables(own, marketplace.tenantId)).toEqual([]);
  });

  test('publishes its events there, and what is kept of persons in the platform’s', async () => {
    const { opened } = installation;
    const typesIn = async ({ owner }: Pools) => {
      const { rows } = await owner.query<{ type: string }>(
        'select distinct type from events.log where tenant_id = $1',
        [cast.academy.tenantId],
      );
      return rows.map(({ type }) => type);
    };
    const there = await typesIn(own);
    expect(there).toEqual(expect.arrayContaining(['course.published', 'course.access_granted']));
    const here = await typesIn(opened.pools);
    expect(here).toEqual(expect.arrayContaining(['tenant.created', 'user.created']));
    expect(here.filter((type) => there.includes(type))).toEqual([]);
    const { rows } = await own.owner.query(
      'select distinct tenant_id as "tenantId" from events.log',
    );
    expect(rows).toEqual([{ tenantId: cast.academy.tenantId }]);
  });

  test('has one audit log: of its members in the platform’s database, of its business in its own', async () => {
    const { opened } = installation;
    const { academy } = cast;
    const owner = academy.people.find(({ roles }) => roles.includes('owner'));
    if (!owner) throw new Error('the academy has no owner');
    const by = await owner.at(academy);
    // In turns, so that neither list follows the other.
    for (let turn = 0; turn < 3; turn += 1) {
      await by.api.createCategory({ body: { name: `Audited ${turn}` } });
      const email = `${crypto.randomUUID()}@isolation.test`;
      await by.api.inviteMember({ body: { email, roles: ['member'] } });
    }
    const mine = { userId: owner.userId };
    const pages: AuditEntries[] = [];
    // One an entry, so that each page has to go on where the other database stands.
    for (let cursor: string | null | undefined; cursor !== null;) {
      const more = cursor === undefined ? {} : { cursor };
      const page = await by.api.readAuditLog({ query: { ...mine, limit: 1, ...more } });
      pages.push(page.items);
      cursor = page.nextCursor;
    }
    const entries = pages.flat();
    expect(entries.slice(0, 6).map(({ action }) => action)).toEqual([
      'invitation.sent',
      'category.created',
      'invitation.sent',
      'category.created',
      'invitation.sent',
      'category.created',
    ]);
    const ids = entries.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
    expect((await by.api.readAuditLog({ query: { ...mine, limit: 100 } })).items).toEqual(entries);
    const { items: categories } = await by.api.readAuditLog({
      query: { ...mine, action: 'category.created', limit: 100 },
    });
    expect(categories).toEqual(entries.filter(({ action }) => action === 'category.created'));
    // Each lies where its change was written, and nowhere twice.
    const idsIn = async ({ owner: all }: Pools) => {
      const { rows } = await all.query<{ id: string; action: string }>(
        `select id, action from platform.audit_log
         where tenant_id = $1 and (actor_id = $2 or subject_id = $2::text)`,
        [academy.tenantId, owner.userId],
      );
      return rows;
    };
    const [there, here] = [await idsIn(own), await idsIn(opened.pools)];
    expect(new Set(there.map(({ action }) => action))).toEqual(new Set(['category.created']));
    expect(new Set(here.map(({ action }) => action))).toContain('invitation.sent');
    expect([...there, ...here].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  test('has its jobs done from the queue there', async () => {
    const { mediaId = '' } = made.get('media') ?? {};
    const by = await cast.academy.author.at(cast.academy);
    // It is no picture: the job found out.
    await eventually('the job', async () => {
      const { status } = await by.api.readMedia({ params: { id: mediaId } });
      return status === 'failed' ? true : undefined;
    });
  });

  test('finds its courses, and the marketplace does not', async () => {
    const { courseId } = made.get('published') ?? {};
    const search = async (url: string) => {
      const { items } = await visitor(url).api.searchCourses({ query: { q: 'notes' } });
      return items.map(({ id }) => id);
    };
    await eventually('the course in the search of the academy', async () =>
      (await search(cast.academy.url)).includes(courseId ?? '') ? true : undefined,
    );
    expect(await search(cast.marketplace.url)).not.toContain(courseId);
  });

  test('records progress in one batch with that of others', async () => {
    const learners = await Promise.all(
      [cast.academy, cast.marketplace].map(async (place) => {
        const ids = await makeObject('enrollment', place.author, place);
        return { by: await place.author.at(place), ids };
      }),
    );
    await Promise.all(
      learners.map(({ by, ids }) =>
        by.api.recordProgress({
          body: { courseId: ids['courseId'] ?? '', videoId: ids['lectureId'] ?? '', timestamp: 1 },
        }),
      ),
    );
    for (const { by, ids } of learners) {
      const params = { courseId: ids['courseId'] ?? '', userId: by.userId };
      const { lectures } = await by.api.readCourseProgress({ params });
      expect(lectures[0]?.lastTimestamp).toBe(1);
    }
  });

  test('is refused by the platform’s database, whatever a process believes', async () => {
    const { database } = installation;
    // This one never heard of any move.
    const ctx = { ...database.tenantCtx(), tenantId: cast.academy.tenantId };
    const writing = database.db.inTx(ctx, (tx) => tx.rows({ text: 'select 1' }));
    await expect(writing).rejects.toMatchObject({ code: 'unavailable' });
    const batch = database.db.inTx(database.tenantCtx(), (tx) =>
      tx.rows({ text: 'select platform.at_home($1)', values: [[ctx.tenantId]] }),
    );
    await expect(batch).rejects.toMatchObject({ code: 'EM001' });
  });

  test('is reached by what works over all tenants, once in each home', async () => {
    const db = installation.opened.container.get(Db, { strict: false });
    const tenantsIn = (home: Home) =>
      db.inSystemTxAt(home, systemCtx('a test works over all tenants'), (tx) =>
        tx.rows<{ id: string }>({ text: 'select distinct tenant_id as id from media.uploads' }),
      );
    const { academy, marketplace } = cast;
    expect(await tenantsIn(academy.tenantId)).toEqual([{ id: academy.tenantId }]);
    expect(await tenantsIn('platform')).toEqual([{ id: marketplace.tenantId }]);
  });

  test('keeps the address of its database secret', async () => {
    const { rows } = await installation.database.owner.query(
      'select to_jsonb(t)::text as text from tenancy.tenants t where database_url is not null',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].text).not.toContain('postgres');
    expect(rows[0].text).not.toContain(empty.connection.database);
  });

  test('is alone in it: nobody else can be given the same, nor the platform’s', async () => {
    const { opened, database } = installation;
    await opened.container
      .get(Tenancy, { strict: false })
      .provision(systemCtx('a test'), { kind: 'academy', name: 'Third', subdomain: 'third' });
    for (const [connection, why] of [
      [empty.connection, /another tenant/],
      [database.connection, /not empty/],
    ] as const) {
      const address = addressOf(connection);
      const moving = moveTenant(opened, { subdomain: 'third', address, report: silent });
      await expect(moving).rejects.toThrow(why);
    }
    const third = installation.url.replace('//localhost', '//third.localhost');
    expect((await visitor(third).send('/api/v1/courses/search')).status).toBe(200);
  });

  test('that is away answers 503 for that tenant, and nothing else is hurt', async () => {
    const { database, opened } = installation;
    const { academy, marketplace } = cast;
    const ownName = empty.connection.database;
    await database.owner.query(`alter database ${ownName} allow_connections false`);
    await database.owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
      [ownName],
    );
    const ask = (url: string) => visitor(url).send('/api/v1/courses/search');
    const refused = await ask(academy.url);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await ask(academy.url)).status).toBe(503);
    expect((await ask(marketplace.url)).status).toBe(200);
    // The platform's readers go on, past an event of that tenant.
    const other = await makeObject('published', marketplace.author, marketplace);
    await eventually('the search of the marketplace', async () => {
      const { items } = await visitor(marketplace.url).api.searchCourses({ query: { q: 'notes' } });
      return items.some(({ id }) => id === other['courseId']) ? true : undefined;
    });
    await database.owner.query(`alter database ${ownName} allow_connections true`);
    await eventually('the academy to answer again', async () =>
      (await ask(academy.url)).status === 200 ? true : undefined,
    );
    expect(opened.tenantDatabases.of(academy.tenantId)?.isDown).toBe(false);
    const again = await makeObject('published', academy.author, academy);
    await eventually(
      'its readers to work again',
      async () => {
        const { items } = await visitor(academy.url).api.searchCourses({ query: { q: 'notes' } });
        return items.some(({ id }) => id === again['courseId']) ? true : undefined;
      },
      40,
    );
  });
});
