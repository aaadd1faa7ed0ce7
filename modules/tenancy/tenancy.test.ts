import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import { type Ctx, newId, systemCtx } from '@edumaster/kernel';
import type { Installation } from '@edumaster/module';
import { useDatabase } from '@edumaster/testkit';
import fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { marketplaceTenantId } from './index.ts';
import { tenancyModule } from './module.ts';
import type { TenancyFacade } from './tenancy-facade.ts';
import { FakeTenancy } from './testing/fake-tenancy.ts';
import { tenancyWorld } from './testing/tenancy-world.ts';

const database = useDatabase({
  migrations: [{ module: tenancyModule.name, folder: tenancyModule.migrations }],
});

const ctx = systemCtx('a test acts as the operator');

/** One process: a cache of its own. */
const startProcess = (changes: Partial<Installation> = {}) => tenancyWorld({ database, changes });

let tenancy: TenancyFacade;

beforeAll(() => {
  ({ tenancy } = startProcess());
});

describe('a host', () => {
  it('of the platform is the marketplace, with any port', async () => {
    for (const host of ['localhost:3000', 'localhost', '127.0.0.1:3000', '[::1]:3000']) {
      expect(await tenancy.resolve(host)).toEqual({
        id: marketplaceTenantId,
        kind: 'marketplace',
        name: 'EduMaster',
        subdomain: null,
        branding: { logoUrl: null, primaryColor: null },
        allowance: { tier: 'unlimited', members: null, courses: null, storageBytes: null },
      });
    }
  });

  it('of an academy is that academy, from the moment it exists', async () => {
    expect(await tenancy.resolve('fresh.localhost')).toBeUndefined();
    const made = await tenancy.provision(ctx, {
      kind: 'academy',
      name: 'Fresh',
      subdomain: 'Fresh',
    });
    expect(made).toMatchObject({ kind: 'academy', name: 'Fresh', subdomain: 'fresh' });
    expect(await tenancy.resolve('FRESH.localhost:3000')).toEqual(made);
  });

  it('of nobody is nobody’s', async () => {
    for (const host of ['nobody.localhost', 'a.b.localhost', 'evil.test', '', 'a b', '%']) {
      expect(await tenancy.resolve(host)).toBeUndefined();
    }
  });

  it('in production is found by the origin only', async () => {
    const production = startProcess({ mode: 'production', origin: 'https://learn.example' });
    const made = await production.tenancy.provision(ctx, {
      kind: 'organization',
      name: 'Initech',
      subdomain: 'initech',
    });
    expect((await production.tenancy.resolve('learn.example'))?.kind).toBe('marketplace');
    expect(await production.tenancy.resolve('initech.learn.example')).toEqual(made);
    expect(await production.tenancy.resolve('initech.localhost')).toBeUndefined();
    expect(await production.tenancy.resolve('localhost')).toBeUndefined();
  });

  it('of a domain of its own is the tenant that has it', async () => {
    const made = await tenancy.provision(ctx, { kind: 'academy', name: 'Own', subdomain: 'own' });
    await database.owner.query('insert into tenancy.hosts (host, tenant_id) values ($1, $2)', [
      'own-academy.example',
      made.id,
    ]);
    expect(await tenancy.resolve('own-academy.example')).toEqual(made);
    expect(await tenancy.resolve('www.own-academy.example')).toBeUndefined();
  });
});

describe('making a tenant', () => {
  it('twice makes one, also at the same time, and is announced once', async () => {
    const input = { kind: 'academy', name: 'Acme', subdomain: 'acme' } as const;
    const all = await Promise.all(
      Array.from({ length: 8 }, () => startProcess().tenancy.provision(ctx, input)),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const { rows } = await database.owner.query(
      `select payload from events.log where type = 'tenant.created' and tenant_id = $1`,
      [all[0]?.id],
    );
    expect(rows).toEqual([{ payload: { tenantId: all[0]?.id, ...input, ownerId: null } }]);
    const audited = await database.owner.query(
      'select action, details from platform.audit_log where subject_id = $1',
      [all[0]?.id],
    );
    expect(audited.rows).toEqual([{ action: 'tenant.created', details: { kind: 'academy' } }]);
  });

  it.each(['www', 'a.b', '', 'a b', '-x'])('is refused on %j', async (subdomain) => {
    const made = tenancy.provision(ctx, { kind: 'academy', name: 'Bad', subdomain });
    await expect(made).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'subdomain' }],
    });
  });
});

describe('what identity is told of a host', () => {
  it('says who becomes what there', async () => {
    const { tenancy: own, hosts } = startProcess();
    const academy = await own.provision(ctx, { kind: 'academy', name: 'A', subdomain: 'told-a' });
    await own.provision(ctx, { kind: 'organization', name: 'O', subdomain: 'told-o' });
    expect(await hosts.find('localhost:3000')).toEqual({
      tenantId: marketplaceTenantId,
      isPlatform: true,
      newcomerRole: 'student',
      name: 'EduMaster',
    });
    expect(await hosts.find('told-a.localhost:3000')).toEqual({
      tenantId: academy.id,
      isPlatform: false,
      newcomerRole: 'member',
      name: 'A',
    });
    expect(await hosts.find('told-o.localhost')).toMatchObject({ newcomerRole: null });
    expect(await hosts.find('evil.test')).toBeUndefined();
  });
});

describe('GET /api/v1/tenant', () => {
  it('shows the tenant of the host and nothing of its database', async () => {
    const made = await tenancy.provision(ctx, {
      kind: 'academy',
      name: 'Shown',
      subdomain: 'shown',
    });
    await database.owner.query(
      `update tenancy.tenants set database_url = 'postgres://secret', primary_color = '#112233'
       where id = $1`,
      [made.id],
    );
    const app = fastify();
    app.setErrorHandler(sendProblem);
    const { tenancy: fresh, routes } = startProcess();
    const anybody: Omit<Ctx, 'tenantId'> = {
      actor: { kind: 'anonymous' },
      correlationId: newId(),
      locale: 'en',
      now: new Date(),
    };
    const contextOf = async (request: { host: string }) => {
      const tenant = await fresh.resolve(request.host);
      return { ...anybody, tenantId: tenant?.id ?? newId<'tenant'>() };
    };
    bindRoutes(app, listRoutes(routes), { contextOf });
    const ask = (host: string) => app.inject({ url: '/api/v1/tenant', headers: { host } });
    expect((await ask('shown.localhost:3000')).json()).toEqual({
      id: made.id,
      name: 'Shown',
      kind: 'academy',
      branding: { logoUrl: null, primaryColor: '#112233' },
    });
    expect((await ask('localhost:3000')).json()).toMatchObject({ kind: 'marketplace' });
    const nowhere = await ask('nowhere.localhost');
    expect(nowhere.json()).toMatchObject({ status: 404, code: 'tenant_not_found' });
    await app.close();
  });
});

describe('the tables', () => {
  it('are closed to the application role: no tenant sees another, nor itself', async () => {
    for (const table of ['tenants', 'hosts']) {
      const read = database.db.inTx(database.tenantCtx({ tenant: 'second' }), (tx) =>
        tx.rows({ text: `select 1 from tenancy.${table}` }),
      );
      await expect(read).rejects.toThrow(/permission denied/);
    }
  });
});

it('behaves as its fake does', async () => {
  const input = { kind: 'academy', name: 'Twin', subdomain: 'twin' } as const;
  for (const one of [startProcess().tenancy, new FakeTenancy()]) {
    expect(await one.resolve('twin.localhost')).toBeUndefined();
    const made = await one.provision(ctx, input);
    expect(await one.provision(ctx, { ...input, name: 'Other' })).toEqual(made);
    expect(await one.resolve('twin.localhost:3000')).toEqual(made);
    expect((await one.resolve('127.0.0.1'))?.id).toBe(marketplaceTenantId);
    expect(await one.resolve('twin.example')).toBeUndefined();
    const of = { ...database.tenantCtx(), tenantId: made.id };
    expect(await one.current(of)).toEqual(made);
    const nobody = { ...of, tenantId: newId<'tenant'>() };
    await expect(one.current(nobody)).rejects.toMatchObject({ code: 'tenant_not_found' });
  }
});
