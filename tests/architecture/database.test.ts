import { modules } from '@edumaster/server';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, test } from 'vitest';
import { sourceFiles } from './source-files.ts';

const database = useDatabase({
  migrations: modules.map(({ name, migrations }) => ({ module: name, folder: migrations })),
});

/** Schemas of other programs; nobody but their owner may use them. */
const foreignSchemas = ['graphile_worker'];

const tenantExpression =
  "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";

async function ask<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await database.owner.query<Row>(sql, values);
  return rows;
}

const ours = `n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
              and n.nspname <> all($1)`;

describe('the database, read from its catalogue', () => {
  test('every table is declared as a tenant’s or as the platform’s', async () => {
    const undeclared = await ask(
      `select format('%s.%s', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
         and format('%s.%s', n.nspname, c.relname) not in (select table_name from platform.tables)`,
      [foreignSchemas],
    );
    expect(undeclared).toEqual([]);
    const declared = await ask<{ kind: string }>('select kind from platform.tables');
    expect(declared.filter(({ kind }) => kind === 'tenant').length).toBeGreaterThan(5);
  });

  test('every tenant table forces row-level security with the one policy', async () => {
    const wrong = await ask(
      `select t.table_name from platform.tables t
       join pg_class c on c.oid = t.table_name::regclass
       where t.kind = 'tenant' and not (
         c.relrowsecurity and c.relforcerowsecurity
         and (select count(*) = 2 from pg_policy p where p.polrelid = c.oid)
         and exists (
           select from pg_policy p
           where p.polrelid = c.oid and p.polname = 'tenant_isolation' and p.polcmd = '*'
             and p.polpermissive and p.polroles = array['edumaster_app'::regrole::oid]
             and pg_get_expr(p.polqual, p.polrelid) = $1 and p.polwithcheck is null)
         and exists (
           select from pg_policy p
           where p.polrelid = c.oid and p.polname = 'system_reach'
             and p.polroles = array['edumaster_system'::regrole::oid]))`,
      [tenantExpression],
    );
    expect(wrong).toEqual([]);
  });

  test('every tenant table has a tenant that is never null', async () => {
    const wrong = await ask(
      `select t.table_name from platform.tables t
       where t.kind = 'tenant' and not exists (
         select from pg_attribute a where a.attrelid = t.table_name::regclass
           and a.attname = 'tenant_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)`,
    );
    expect(wrong).toEqual([]);
  });

  test('the application role has no right on a table of the platform', async () => {
    const open = await ask(
      `select t.table_name from platform.tables t
       where t.kind = 'platform'
         and has_table_privilege('edumaster_app', t.table_name, 'select, insert, update, delete')`,
    );
    expect(open).toEqual([]);
  });

  test('unique indexes and foreign keys of tenant tables contain the tenant', async () => {
    const wrong = await ask(
      `select i.indexrelid::regclass::text as name from pg_index i
       join platform.tables t on t.kind = 'tenant' and i.indrelid = t.table_name::regclass
       where i.indisunique and not exists (
         select from pg_attribute a
         where a.attrelid = i.indrelid and a.attname = 'tenant_id' and a.attnum = any(i.indkey))
       union all
       select k.conname from pg_constraint k
       join platform.tables t on t.kind = 'tenant' and k.conrelid = t.table_name::regclass
       where k.contype = 'f' and not exists (
         select from pg_attribute a
         where a.attrelid = k.conrelid and a.attname = 'tenant_id' and a.attnum = any(k.conkey))`,
    );
    expect(wrong).toEqual([]);
  });

  test('no foreign key leaves its schema', async () => {
    const leaving = await ask(
      `select k.conname from pg_constraint k
       join pg_class f on f.oid = k.conrelid join pg_class r on r.oid = k.confrelid
       where k.contype = 'f' and f.relnamespace <> r.relnamespace`,
    );
    expect(leaving).toEqual([]);
  });

  test('functions with their owner’s rights fix their search path and are not open to all', async () => {
    const wrong = await ask(
      `select p.oid::regprocedure::text as name from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and ${ours} and (
         not exists (select from unnest(p.proconfig) c where c like 'search_path=%')
         or has_function_privilege('public', p.oid, 'execute'))`,
      [foreignSchemas],
    );
    expect(wrong).toEqual([]);
  });

  test('the login roles own nothing, may create nothing and bypass nothing', async () => {
    const roles = await ask(
      `select rolname from pg_roles where rolname like 'edumaster\\_%'
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    const owned = await ask(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
       where r.rolname like 'edumaster\\_%'`,
    );
    const creating = await ask(
      `select r.rolname, n.nspname from pg_roles r, pg_namespace n
       where r.rolname like 'edumaster\\_%' and ${ours.replaceAll('$1', "'{}'")}
         and has_schema_privilege(r.oid, n.oid, 'create')`,
    );
    expect([roles, owned, creating]).toEqual([[], [], []]);
  });

  test('a module whose rows move with their tenant works across tenants in every home', () => {
    const staying = modules.filter(({ home }) => home === 'platform').map(({ name }) => name);
    expect(staying).toEqual(['identity', 'tenancy']);
    const moving = sourceFiles('modules').filter(
      ({ path }) => !staying.includes(path.split('/')[1] ?? '') && !path.endsWith('.test.ts'),
    );
    expect(moving.length).toBeGreaterThan(100);
    // Those see the tenants of the platform's database only; `inSystemTxAt` says which home.
    const wrong = moving.filter(({ text }) => /\.(inSystemTx|inPlatformTx)\(/.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('a schema belongs to one module', async () => {
    const schemas = await ask<{ name: string }>(
      `select n.nspname as name from pg_namespace n where ${ours} order by 1`,
      [foreignSchemas],
    );
    const known = ['events', 'jobs', 'platform', 'public', ...modules.map(({ name }) => name)];
    expect(schemas.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });
});
