-- What a tenant may have, by its tier; null is without limit. Rows, so that an operator can change them.
create table tenancy.tiers (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,30}$'),
  max_members integer check (max_members >= 0),
  max_courses integer check (max_courses >= 0),
  max_storage_bytes bigint check (max_storage_bytes >= 0)
);

select platform.platform_table('tenancy.tiers');

insert into tenancy.tiers (name, max_members, max_courses, max_storage_bytes) values
  ('free', 100, 5, 20 * 1024::bigint ^ 3),
  ('team', 1000, 50, 500 * 1024::bigint ^ 3),
  ('business', 20000, 1000, 10 * 1024::bigint ^ 4),
  ('unlimited', null, null, null);

alter table tenancy.tenants
  add tier text not null default 'free' references tenancy.tiers (name),
  -- Null when the operator made it.
  add created_by uuid;

update tenancy.tenants set tier = 'unlimited' where kind = 'marketplace';

create index tenants_by_creator on tenancy.tenants (created_by) where created_by is not null;
create index tenants_by_tier on tenancy.tenants (tier);
create index tenants_with_database on tenancy.tenants (id) where database_url is not null;

-- Another limit holds for every tenant of the tier: the empty key means all of them.
create function tenancy.signal_tiers() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.signal('tenancy', '');
  return null;
end
$$;

create trigger tiers_signal after insert or update or delete on tenancy.tiers
  for each statement execute function tenancy.signal_tiers();
