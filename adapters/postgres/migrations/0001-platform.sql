-- What every module's migrations build on: who may do what by default, and the two kinds of table.

alter default privileges revoke execute on functions from public;

grant usage on schema platform to edumaster_app, edumaster_system, edumaster_relay;

-- Every table is declared as a tenant's or as the platform's; a test compares this list with the
-- catalogue.
create table platform.tables (
  table_name text primary key,
  kind text not null check (kind in ('tenant', 'platform'))
);

insert into platform.tables values
  ('platform.tables', 'platform'),
  ('platform.migrations', 'platform');

-- The tenant of the transaction; null when none is set, so that no row matches.
create function platform.current_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

grant execute on function platform.current_tenant() to edumaster_app, edumaster_system;

create function platform.declare_table(target regclass, kind text) returns void
  language plpgsql
as $$
declare
  schema_name text := (select n.nspname from pg_class c
                       join pg_namespace n on n.oid = c.relnamespace where c.oid = target);
  full_name text := (select format('%s.%s', schema_name, relname) from pg_class where oid = target);
begin
  execute format('grant usage on schema %I to edumaster_app, edumaster_system', schema_name);
  insert into platform.tables values (full_name, kind);
end
$$;

-- Declares a tenant's table: the application role sees the rows of the tenant of its transaction
-- and writes no others; the system role sees all. FORCE binds the owner too.
create function platform.tenant_table(target regclass) returns void
  language plpgsql
as $$
begin
  perform platform.declare_table(target, 'tenant');
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'alter table %s alter column tenant_id set default nullif(current_setting(''app.tenant_id'', true), '''')::uuid',
    target);
  execute format(
    'create policy tenant_isolation on %s to edumaster_app '
    'using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)',
    target);
  execute format('create policy system_reach on %s to edumaster_system using (true)', target);
  execute format(
    'grant select, insert, update, delete on %s to edumaster_app, edumaster_system', target);
end
$$;

-- Declares a table of the platform: the application role reaches it through functions only.
create function platform.platform_table(target regclass) returns void
  language plpgsql
as $$
begin
  perform platform.declare_table(target, 'platform');
  execute format('grant select, insert, update, delete on %s to edumaster_system', target);
end
$$;
