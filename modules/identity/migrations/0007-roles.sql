-- Members and their roles, invitations, and support that acts as somebody else for a while.

-- The roles of the marketplace and those of academies and organizations are two worlds. Which of
-- them a tenant has is tenancy's to say; that nobody mixes them is kept here.
alter table identity.memberships add constraint memberships_roles_of_one_kind check (
  roles <@ array['student', 'instructor', 'moderator', 'admin']
  or roles <@ array['owner', 'staff', 'member']
);

-- What a sign-in left at the issuer, when all of a person's end.
create index oidc_records_by_account on identity.oidc_records ((payload ->> 'accountId'));

create index memberships_by_age on identity.memberships (tenant_id, created_at, person_id);

-- Somebody was asked by mail to become a member. Whoever has the link of the last message may accept.
create table identity.invitations (
  tenant_id uuid not null,
  id uuid not null,
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  roles text[] not null check (
    cardinality(roles) > 0 and (
      roles <@ array['student', 'instructor', 'moderator', 'admin']
      or roles <@ array['owner', 'staff', 'member'])
  ),
  message_id uuid not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  closed_as text check (closed_as in ('accepted', 'withdrawn')),
  accepted_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, message_id),
  check ((closed_at is null) = (closed_as is null)),
  check (accepted_by is null or closed_as = 'accepted')
);

create unique index invitations_one_open on identity.invitations (tenant_id, email)
  where closed_at is null;

-- Support acts as somebody else in one browser session.
create table identity.impersonations (
  tenant_id uuid not null,
  id uuid not null,
  session_id text not null,
  admin_id uuid not null,
  person_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  check (admin_id <> person_id),
  check (expires_at > started_at and expires_at <= started_at + interval '60 minutes')
);

create unique index impersonations_one_open on identity.impersonations (tenant_id, session_id)
  where ended_at is null;
create index impersonations_open on identity.impersonations (tenant_id, expires_at)
  where ended_at is null;

select platform.tenant_table('identity.invitations');
select platform.tenant_table('identity.impersonations');

-- A session of the one means the other from now on, or no longer: whoever remembers it forgets it.
create function identity.signal_impersonation() returns trigger
  language plpgsql
as $$
begin
  perform platform.signal('identity_sign_ins', 'session:' || coalesce(new.session_id, old.session_id));
  return null;
end
$$;

create trigger impersonations_changed
  after insert or update or delete on identity.impersonations
  for each row execute function identity.signal_impersonation();

-- Words of a name, in any order and by their beginnings; addresses by their beginning.
create index persons_by_words on identity.persons using gin (to_tsvector('simple', name));
create index persons_by_address on identity.persons (email collate "C");

-- Those whose name has these words ("jo:* & web:*"), or whose address begins like this: null where
-- addresses must not be searched, since a search would tell them piece by piece.
create function identity.find_persons(words text, address text) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select id from identity.persons
  where words <> '' and to_tsvector('simple', name) @@ to_tsquery('simple', words)
  union
  select id from identity.persons
  where email collate "C" >= address and email collate "C" < address || U&'\+10FFFF'
$$;

-- What those who run a tenant see of its members; addresses only where the caller says so.
create function identity.member_cards(ids uuid[], with_address boolean)
  returns table (id uuid, name text, email text, status text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.name, case when with_address then p.email end, p.status
  from identity.persons p where p.id = any (ids)
$$;

create function identity.active_persons(ids uuid[]) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.id from identity.persons p where p.id = any (ids) and p.status = 'active'
$$;

grant execute on function identity.find_persons(text, text) to edumaster_app, edumaster_system;
grant execute on function identity.member_cards(uuid[], boolean) to edumaster_app;
grant execute on function identity.active_persons(uuid[]) to edumaster_app;
