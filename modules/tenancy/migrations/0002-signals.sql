-- Every process forgets what it remembers of a tenant when the change is committed. Triggers, so that
-- no writer can forget to tell; the key is the tenant's id.

create function tenancy.signal_tenant() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.signal('tenancy', coalesce(new.id, old.id)::text);
  return null;
end
$$;

create trigger tenants_signal after insert or update or delete on tenancy.tenants
  for each row execute function tenancy.signal_tenant();

create function tenancy.signal_host() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- A host may move from one tenant to another.
  if old is not null then perform platform.signal('tenancy', old.tenant_id::text); end if;
  if new is not null then perform platform.signal('tenancy', new.tenant_id::text); end if;
  return null;
end
$$;

create trigger hosts_signal after insert or update or delete on tenancy.hosts
  for each row execute function tenancy.signal_host();

-- The consumer that did this until now is gone; its cursor would hold the event log back for ever.
delete from events.cursors where consumer = 'tenancy.forget-tenants';
delete from events.parked where consumer = 'tenancy.forget-tenants';
