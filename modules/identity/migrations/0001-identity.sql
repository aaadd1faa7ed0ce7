create schema identity;

create table identity.persons (
  id uuid primary key,
  email text not null
    constraint persons_email_unique unique
    check (email = lower(email) and length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 120),
  phone_number text check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  email_verified_at timestamptz,
  status text not null default 'active'
    check (status in ('active', 'suspended', 'banned', 'deleted')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table identity.password_credentials (
  person_id uuid primary key references identity.persons (id) on delete cascade,
  -- argon2id in PHC form, which carries its own parameters.
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null default now()
);

-- Sessions of browsers, one a host. The cookie's token itself is not kept.
create table identity.sessions (
  id text primary key,
  person_id uuid not null references identity.persons (id) on delete cascade,
  tenant_id uuid not null,
  host text not null,
  -- The session at the issuer that it came from: all of one end together.
  issuer_session text,
  refresh_token_sealed text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);

create index sessions_by_person on identity.sessions (person_id);
create index sessions_by_issuer_session on identity.sessions (issuer_session);
create index sessions_by_end on identity.sessions (expires_at);

-- What the embedded issuer keeps. The ids of its secrets are hashed, so that a copy of the table
-- opens nothing.
create table identity.oidc_records (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  user_code text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id)
);

create index oidc_records_by_grant on identity.oidc_records (grant_id) where grant_id is not null;
create index oidc_records_by_uid on identity.oidc_records (uid) where uid is not null;
create index oidc_records_by_user_code on identity.oidc_records (user_code)
  where user_code is not null;
create index oidc_records_by_end on identity.oidc_records (expires_at);

create table identity.signing_keys (
  kid text primary key,
  algorithm text not null check (algorithm = 'ES256'),
  public_jwk jsonb not null,
  private_jwk_sealed text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

create table identity.memberships (
  tenant_id uuid not null,
  person_id uuid not null,
  roles text[] not null check (
    roles <@ array['student', 'instructor', 'moderator', 'admin', 'owner', 'staff', 'member']
  ),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, person_id)
);

create index memberships_by_person on identity.memberships (person_id, tenant_id);

select platform.platform_table('identity.persons');
select platform.platform_table('identity.password_credentials');
select platform.platform_table('identity.sessions');
select platform.platform_table('identity.oidc_records');
select platform.platform_table('identity.signing_keys');
select platform.tenant_table('identity.memberships');

-- What any module may know of a person.
create function identity.person_cards(ids uuid[]) returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.name from identity.persons p where p.id = any (ids)
$$;

-- Whether an access token still counts: its grant was not revoked and its person may act.
create function identity.is_token_alive(person uuid, grant_of_token text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from identity.persons p where p.id = person and p.status = 'active'
  ) and exists (
    select from identity.oidc_records r where r.model = 'Grant' and r.id = grant_of_token
  )
$$;

-- The person of a live session of the transaction's tenant, or null. Being seen is written at most
-- every ten minutes, so that reading does not become writing.
create function identity.live_session(session text, idle_limit interval) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  holder uuid;
  seen timestamptz;
begin
  select s.person_id, s.last_seen_at into holder, seen
  from identity.sessions s join identity.persons p on p.id = s.person_id
  where s.id = session
    and s.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - idle_limit
    and p.status = 'active';
  if seen < now() - interval '10 minutes' then
    update identity.sessions set last_seen_at = now() where id = session;
  end if;
  return holder;
end
$$;

grant execute on function identity.person_cards(uuid[]) to edumaster_app;
grant execute on function identity.is_token_alive(uuid, text) to edumaster_app;
grant execute on function identity.live_session(text, interval) to edumaster_app;
