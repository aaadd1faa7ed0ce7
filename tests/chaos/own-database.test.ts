import { eventually } from '@edumaster/testkit';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { newArticleCourse } from '../running-server/new-article-course.ts';
import { type Visitor, visitor } from '../running-server/visitor.ts';
import { edumaster } from './programs.ts';
import { useVictim } from './victim.ts';
import { addressOf, databaseOf } from './victim-database.ts';

const victim = useVictim();
const owner = { email: 'owner@enterprise.test', password: 'a few words I remember' };

let admin: pg.Client;
let address: string;
let academy: string;
let by: Visitor;

const run = (args: readonly string[], input?: string) =>
  edumaster(args, { env: victim.settings(), ...(input ? { input } : {}) });

/** Courses of the academy, in a database. */
async function coursesIn(database: string, tenantId: string): Promise<number> {
  const client = new pg.Client({ ...(await databaseOf(victim)), database });
  await client.connect();
  try {
    const { rows } = await client.query(
      'select count(*)::int as n from catalog.courses where tenant_id = $1',
      [tenantId],
    );
    return rows[0].n;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  const connection = await databaseOf(victim);
  admin = new pg.Client(connection);
  admin.on('error', () => {});
  await admin.connect();
  await admin.query('create database enterprise');
  address = addressOf({ ...connection, database: 'enterprise' });
  academy = victim.server.url.replace('//localhost', '//enterprise.localhost');
});

describe('the command line, beside a running server', () => {
  test('makes a tenant with a database of its own, which the server uses at once', async () => {
    const made = await run(['tenant', 'create', 'enterprise', '--name', 'Enterprise']);
    expect([made.status, made.stderr]).toEqual([0, '']);
    // Not as an argument: those stand in the list of processes.
    const moved = await run(['tenant', 'database', 'enterprise'], address);
    expect([moved.status, moved.stdout]).toEqual([0, 'enterprise has a database of its own.\n']);
    expect(moved.stderr + moved.stdout).not.toContain('postgres://');
    await run(['tenant', 'tier', 'enterprise', 'business']);
    const listed = await run(['tenant', 'list']);
    expect(listed.stdout).toMatch(/^enterprise +academy +business +own database +Enterprise$/m);
    const account = await run(
      `user create ${owner.email} --name Olga --roles owner --academy enterprise`.split(' '),
      owner.password,
    );
    expect([account.status, account.stderr]).toEqual([0, '']);
    const { accessToken, user } = await visitor(academy).api.logIn({ body: owner });
    by = visitor(academy, accessToken, user.id);
    await by.api.createCategory({ body: { name: 'Music' } }).catch(() => {});
    await newArticleCourse(by);
    const { id } = await by.api.readTenant();
    const { database } = await databaseOf(victim);
    expect([await coursesIn('enterprise', id), await coursesIn(database, id)]).toEqual([1, 0]);
  });

  test('migrates and inspects it', async () => {
    const migrated = await run(['migrate']);
    expect([migrated.status, migrated.stdout]).toEqual([
      0,
      expect.stringMatching(/up to date\.\nThe database of the tenant .* is up to date\.\n$/),
    ]);
    const { status, stdout } = await run(['doctor']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('its database is up to date')]);
  });
});

describe('a tenant’s database that is away', () => {
  test('costs that tenant its answers, and the server neither readiness nor anything else', async () => {
    await admin.query('alter database enterprise allow_connections false');
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'enterprise'`,
    );
    const { url, metricsPort } = victim.server;
    expect((await by.send('/api/v1/courses/search')).status).toBe(503);
    expect((await visitor(url).send('/api/v1/courses/search')).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await eventually('the metrics to say that one home is away', async () => {
      const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      return /^edumaster_home_up\{home="[0-9a-f-]{36}"\} 0$/m.test(metrics) || undefined;
    });
    const { status, stdout } = await run(['doctor']);
    expect([status, stdout]).toEqual([1, expect.stringContaining('✗ tenant enterprise')]);
  });

  test('does not keep the server from starting, and is used when it is back', async () => {
    await admin.end();
    await victim.stop();
    await victim.start();
    expect((await visitor(victim.server.url).send('/api/v1/courses/search')).status).toBe(200);
    const again = new pg.Client(await databaseOf(victim));
    await again.connect();
    await again.query('alter database enterprise allow_connections true');
    await again.end();
    academy = victim.server.url.replace('//localhost', '//enterprise.localhost');
    await eventually('the academy to answer again', async () =>
      (await visitor(academy).send('/api/v1/courses/search')).status === 200 ? true : undefined,
    );
  });
});
