-- What a person may ask for: everything that is known of them, and to be forgotten.

-- Where a person ever was a member, so that what is kept of them is found after they left.
create table identity.known_tenants (
  person_id uuid not null references identity.persons (id) on delete cascade,
  tenant_id uuid not null,
  primary key (person_id, tenant_id)
);

select platform.platform_table('identity.known_tenants');

create function identity.remember_tenant() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into identity.known_tenants (person_id, tenant_id)
  values (new.person_id, new.tenant_id) on conflict do nothing;
  return null;
end
$$;

revoke execute on function identity.remember_tenant() from public;

create trigger memberships_are_remembered
  after insert on identity.memberships
  for each row execute function identity.remember_tenant();

-- Under forced row-level security the owner sees no membership: as the role that may.
set local role edumaster_system;
insert into identity.known_tenants (person_id, tenant_id)
select m.person_id, m.tenant_id from identity.memberships m
join identity.persons p on p.id = m.person_id
on conflict do nothing;
reset role;

create table identity.personal_exports (
  id uuid primary key,
  person_id uuid not null references identity.persons (id) on delete cascade,
  tenant_id uuid not null,
  status text not null default 'requested'
    check (status in ('requested', 'ready', 'failed', 'expired')),
  requested_at timestamptz not null,
  ready_at timestamptz,
  -- When the file is deleted.
  expires_at timestamptz,
  size bigint
);

create index personal_exports_by_person on identity.personal_exports (person_id, requested_at desc);
create index personal_exports_by_end on identity.personal_exports (expires_at)
  where status = 'ready';
-- One at a time.
create unique index personal_exports_waiting on identity.personal_exports (person_id)
  where status = 'requested';

select platform.platform_table('identity.personal_exports');

-- What a person agreed to and took back. It proves a state at a time, so nothing is ever changed; it
-- names nobody by more than an id, and so outlives the person.
create table identity.consents (
  id uuid primary key,
  person_id uuid not null,
  purpose text not null check (purpose in ('terms', 'news')),
  -- Of the text that was agreed to.
  version text not null,
  is_given boolean not null,
  decided_at timestamptz not null
);

create index consents_by_person on identity.consents (person_id, purpose, decided_at desc);

select platform.platform_table('identity.consents');

revoke update, delete on identity.consents from edumaster_system;

create trigger consents_append_only
  before update or delete or truncate on identity.consents
  for each statement execute function platform.refuse_change();
