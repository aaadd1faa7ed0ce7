import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import { FakeIdentity } from '@edumaster/identity/testing';
import { type Ctx, type Id, newId, systemCtx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketplaceTenantId } from './index.ts';
import { tenancyModule } from './module.ts';
import { tenancyWorld } from './testing/tenancy-world.ts';

const database = useDatabase({
  migrations: [{ module: tenancyModule.name, folder: tenancyModule.migrations }],
});

let world: ReturnType<typeof tenancyWorld>;
let app: FastifyInstance;

interface Caller {
  readonly userId: Id<'user'>;
  readonly roles?: readonly string[];
  readonly tenantId?: Id<'tenant'>;
}

const callers = new Map<string, Ctx>();

beforeAll(() => {
  world = tenancyWorld({ database });
  app = fastify();
  app.setErrorHandler(sendProblem);
  bindRoutes(app, listRoutes(world.routes), {
    contextOf: async ({ headers }) => callers.get(String(headers['authorization'])) as Ctx,
  });
});

afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT';

async function ask(by: Caller, method: Method, url: string, payload?: object) {
  const authorization = newId();
  const { userId, roles = [], tenantId = marketplaceTenantId } = by;
  callers.set(authorization, {
    tenantId,
    actor: { kind: 'user', userId, roles },
    correlationId: newId(),
    locale: 'en',
    now: new Date(),
  });
  const headers = { authorization };
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}

const open = (by: Caller, subdomain: string, more: object = {}) =>
  ask(by, 'POST', '/api/v1/tenants', { name: 'Own', subdomain, kind: 'academy', ...more });

const person = () => ({ userId: world.identity.add('Nora') });

describe('opening an academy', () => {
  it('makes it and its owner, tells where it answers, and is audited', async () => {
    const by = person();
    const { status, body } = await open(by, 'noras', { name: 'Nora’s School' });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        name: 'Nora’s School',
        kind: 'academy',
        url: 'http://noras.localhost:3000',
      },
    ]);
    const standing = await world.identity.standing(systemCtx('a test'), by);
    expect(standing?.memberships).toEqual([{ tenantId: body.id, roles: ['owner'] }]);
    const { rows } = await database.owner.query(
      `select l.payload from events.log l where l.type = 'tenant.created' and l.tenant_id = $1`,
      [body.id],
    );
    expect(rows[0].payload).toMatchObject({ subdomain: 'noras', ownerId: by.userId });
    const audit = await database.pools.system.query(
      'select action, actor_id from platform.audit_log where tenant_id = $1',
      [body.id],
    );
    expect(audit.rows).toEqual([{ action: 'tenant.created', actor_id: by.userId }]);
    expect(await world.tenancy.resolve('noras.localhost')).toMatchObject({
      id: body.id,
      allowance: { tier: 'free' },
    });
  });

  it('is refused without a proved address, and on the host of an academy', async () => {
    const by = person();
    world.identity.unverified.add(by.userId);
    expect(await open(by, 'unproved')).toMatchObject({
      status: 403,
      body: { code: 'verified_email_needed' },
    });
    const { body: academy } = await open(person(), 'elsewhere');
    expect(await open({ ...person(), tenantId: academy.id }, 'inner')).toMatchObject({
      status: 403,
      body: { code: 'marketplace_only' },
    });
  });

  it('is refused on a name that is kept or no name, and says why', async () => {
    for (const subdomain of ['www', 'a', 'UPPER', 'a.b', 'xn--abc']) {
      const { status, body } = await open(person(), subdomain);
      expect([status, body.errors?.[0]?.path]).toEqual([422, 'subdomain']);
    }
  });

  it('at the same time with others is won by one of them', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => open(person(), 'contested')));
    const statuses = all.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(all.find(({ status }) => status === 409)?.body.code).toBe('subdomain_taken');
  });

  it('is possible five times for one person, also all at once', async () => {
    const by = person();
    const all = await Promise.all(
      Array.from({ length: 9 }, (_, n) => open(by, `many-${n}-${by.userId.slice(-6)}`)),
    );
    expect(all.filter(({ status }) => status === 201)).toHaveLength(5);
    const refused = all.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['too_many_tenants']));
  });

  it('has its owner also when the program ended before it was seated', async () => {
    const userId = world.identity.add('Left alone');
    const forgetful = tenancyWorld({
      database,
      identity: Object.assign(new FakeIdentity(), {
        standing: async () => ({ isEmailVerified: true, memberships: [] }),
        seatOwner: async () => {
          throw new Error('the process ends here');
        },
      }),
    });
    const other = fastify();
    bindRoutes(other, listRoutes(forgetful.routes), {
      contextOf: async () => ({ ...database.tenantCtx({ userId }), tenantId: marketplaceTenantId }),
    });
    const body = { name: 'Alone', subdomain: 'left-alone', kind: 'academy' };
    await other.inject({ method: 'POST', url: '/api/v1/tenants', payload: body });
    await other.close();
    const tenant = await world.tenancy.named(systemCtx('a test'), { subdomain: 'left-alone' });
    await database.deliver([world.seatOwners]);
    const standing = await world.identity.standing(systemCtx('a test'), { userId });
    expect(standing?.memberships).toEqual([{ tenantId: tenant.id, roles: ['owner'] }]);
  });
});

describe('a subdomain', () => {
  it('is said to be free, taken or not to be had', async () => {
    const by = person();
    await open(by, 'gone');
    const check = async (subdomain: string) =>
      (await ask(by, 'GET', `/api/v1/tenants/availability?subdomain=${subdomain}`)).body;
    expect(await check('still-free')).toEqual({
      isAvailable: true,
      url: 'http://still-free.localhost:3000',
      reason: null,
    });
    expect(await check('gone')).toMatchObject({
      isAvailable: false,
      reason: 'taken',
    });
    expect(await check('www')).toMatchObject({
      isAvailable: false,
      reason: 'reserved',
    });
  });
});

describe('the places of a person', () => {
  it('are listed with their addresses and roles, and which of them is here', async () => {
    const by = person();
    const { body: academy } = await open(by, 'listed', { name: 'Listed' });
    const { body } = await ask(
      { ...by, tenantId: academy.id, roles: ['owner'] },
      'GET',
      '/api/v1/me/tenants',
    );
    expect(body).toEqual({
      items: [{ ...academy, roles: ['owner'], isHere: true }],
      nextCursor: null,
    });
    expect((await ask(person(), 'GET', '/api/v1/me/tenants')).body.items).toEqual([]);
  });
});

describe('an academy', () => {
  it('is renamed by its owner and by nobody else', async () => {
    const by = person();
    const { body: academy } = await open(by, 'to-rename');
    const rename = (roles: readonly string[]) =>
      ask({ ...by, tenantId: academy.id, roles }, 'PATCH', '/api/v1/tenant', { name: 'Renamed' });
    expect((await rename(['staff'])).status).toBe(403);
    expect(await rename(['owner'])).toMatchObject({ status: 200, body: { name: 'Renamed' } });
    const { rows } = await database.pools.system.query(
      `select count(*)::int as n from platform.audit_log
       where tenant_id = $1 and action = 'tenant.renamed'`,
      [academy.id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('the installation’s administrators', () => {
  const admin = () => ({ ...person(), roles: ['admin'] });

  it('see every tenant, page by page, and find one by its name', async () => {
    await open(person(), 'findable', { name: 'Find % me' });
    const first = (await ask(admin(), 'GET', '/api/v1/admin/tenants?limit=2')).body;
    const next = `/api/v1/admin/tenants?limit=2&cursor=${first.nextCursor}`;
    const second = (await ask(admin(), 'GET', next)).body;
    const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(4);
    const found = (await ask(admin(), 'GET', '/api/v1/admin/tenants?q=%25%20me')).body;
    expect(found.items).toEqual([
      expect.objectContaining({ name: 'Find % me', tier: 'free', hasOwnDatabase: false }),
    ]);
  });

  it('see who owns it and all its addresses, and find it by each of them', async () => {
    const by = person();
    const { body: academy } = await open(by, 'addressed', { name: 'Addressed' });
    await database.pools.system.query(
      'insert into tenancy.hosts (host, tenant_id) values ($1, $2), ($3, $2)',
      ['learn.addressed.example', academy.id, 'b.example'],
    );
    const find = async (query: string) =>
      (await ask(admin(), 'GET', `/api/v1/admin/tenants?${query}`)).body.items;
    const [found] = await find('q=learn.addressed');
    expect(found).toMatchObject({
      id: academy.id,
      url: 'http://addressed.localhost:3000',
      domains: ['b.example', 'learn.addressed.example'],
      owners: [{ id: by.userId }],
    });
    expect(await find('q=addressed&kind=organization')).toEqual([]);
    expect(await find('q=%20ADDRESSED%20&kind=academy')).toEqual([found]);
    expect(await find('q=_ddressed')).toEqual([]);
    const [marketplace] = await find('kind=marketplace');
    expect(marketplace).toMatchObject({ owners: [], domains: [] });
  });

  it('see what a tenant may be given, the smallest first', async () => {
    const { body } = await ask(admin(), 'GET', '/api/v1/admin/tiers');
    const names = body.items.map(({ tier }: { tier: string }) => tier);
    expect(names).toEqual(['free', 'team', 'business', 'unlimited']);
    expect(body.items.at(-1)).toMatchObject({ members: null, courses: null, storageBytes: null });
    expect((await ask(person(), 'GET', '/api/v1/admin/tiers')).status).toBe(403);
  });

  it('change a tier, to one that there is, and it holds at once', async () => {
    const { body: academy } = await open(person(), 'tiered');
    const change = (roles: readonly string[], tier: string) =>
      ask({ ...person(), roles }, 'PUT', `/api/v1/admin/tenants/${academy.id}/tier`, { tier });
    expect((await change(['moderator'], 'team')).status).toBe(403);
    expect((await change(['admin'], 'golden')).body.errors).toMatchObject([{ path: 'tier' }]);
    expect(await change(['admin'], 'team')).toMatchObject({ status: 200, body: { tier: 'team' } });
    world.signals.send('tenancy', academy.id);
    const of = { ...database.tenantCtx(), tenantId: academy.id };
    expect(await world.tenancy.allowance(of)).toMatchObject({ tier: 'team', courses: 50 });
    expect((await change(['admin'], 'team')).status).toBe(200);
    const { rows } = await database.pools.system.query(
      `select details from platform.audit_log
       where tenant_id = $1 and action = 'tenant.tier_changed'`,
      [academy.id],
    );
    expect(rows).toEqual([{ details: { before: 'free', after: 'team' } }]);
    const nobody = `/api/v1/admin/tenants/${newId()}/tier`;
    expect((await ask(admin(), 'PUT', nobody, { tier: 'team' })).status).toBe(404);
  });
});
