-- Signing keys with a life, sign-ins that processes remember, and an issuer of somebody else's.

-- A key is published before it signs (no time of activation), signs (activated), and stays published
-- after that until the last token that it signed has expired (retired).
alter table identity.signing_keys
  add column activated_at timestamptz,
  add column published_until timestamptz;

update identity.signing_keys set activated_at = created_at;

alter table identity.signing_keys
  add check (retired_at is null or activated_at is not null),
  add check ((retired_at is null) = (published_until is null));

create unique index signing_keys_one_next on identity.signing_keys ((true))
  where activated_at is null;
create unique index signing_keys_one_current on identity.signing_keys ((true))
  where activated_at is not null and retired_at is null;

create function identity.signal_signing_keys() returns trigger
  language plpgsql
as $$
begin
  perform platform.signal('identity_signing_keys', '');
  return null;
end
$$;

create trigger signing_keys_changed
  after insert or update or delete on identity.signing_keys
  for each statement execute function identity.signal_signing_keys();

-- With an issuer of somebody else's: when it is asked whether the session goes on, and who asks.
alter table identity.sessions
  add column renew_at timestamptz,
  add column renewal_claimed_until timestamptz;

-- Who is signed in is remembered by every process: whatever changes it says so here, so that nobody
-- can change it and forget to. The key is a kind and the value of a column: `person:0198…`.
create function identity.signal_sign_in() returns trigger
  language plpgsql
as $$
declare
  changed jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  perform platform.signal('identity_sign_ins', tg_argv[0] || ':' || (changed ->> tg_argv[1]));
  return null;
end
$$;

create trigger persons_status_changed
  after update on identity.persons
  for each row when (old.status is distinct from new.status)
  execute function identity.signal_sign_in('person', 'id');

create trigger persons_removed
  after delete on identity.persons
  for each row execute function identity.signal_sign_in('person', 'id');

create trigger memberships_changed
  after insert or delete on identity.memberships
  for each row execute function identity.signal_sign_in('person', 'person_id');

create trigger memberships_roles_changed
  after update on identity.memberships
  for each row when (old.roles is distinct from new.roles)
  execute function identity.signal_sign_in('person', 'person_id');

-- When a session was last seen and which token renews it is nothing that anybody remembers, and what
-- is remembered ends at the time of the next renewal.
create trigger sessions_changed
  after update on identity.sessions
  for each row when (
    new.last_seen_at < old.last_seen_at
    or to_jsonb(old) - '{last_seen_at,refresh_token_sealed,renew_at,renewal_claimed_until}'::text[]
       is distinct from
       to_jsonb(new) - '{last_seen_at,refresh_token_sealed,renew_at,renewal_claimed_until}'::text[])
  execute function identity.signal_sign_in('session', 'id');

-- Those that have ended were forgotten by everybody at their end: the sweep signals nothing.
create trigger sessions_removed
  after delete on identity.sessions
  for each row when (old.revoked_at is null and old.expires_at > now())
  execute function identity.signal_sign_in('session', 'id');

create trigger grants_removed
  after delete on identity.oidc_records
  for each row when (old.model = 'Grant' and (old.expires_at is null or old.expires_at > now()))
  execute function identity.signal_sign_in('grant', 'id');

-- Who somebody is at that issuer.
create table identity.issuer_subjects (
  issuer text not null,
  subject text not null check (length(subject) between 1 and 255),
  person_id uuid not null references identity.persons (id) on delete cascade,
  linked_at timestamptz not null default now(),
  primary key (issuer, subject)
);

create index issuer_subjects_by_person on identity.issuer_subjects (person_id);

-- The roles of a membership that came from the issuer, and that it takes away again.
create table identity.issuer_roles (
  tenant_id uuid not null,
  person_id uuid not null,
  roles text[] not null,
  primary key (tenant_id, person_id)
);

create index issuer_roles_by_person on identity.issuer_roles (person_id, tenant_id);

-- Logouts that the issuer announced: each counts once, and ends the tokens from before it.
create table identity.issuer_logouts (
  issuer text not null,
  token_id text not null check (length(token_id) between 1 and 255),
  session text,
  subject text,
  ended_at timestamptz not null default now(),
  primary key (issuer, token_id),
  check (session is not null or subject is not null)
);

create index issuer_logouts_by_session on identity.issuer_logouts (session)
  where session is not null;
create index issuer_logouts_by_subject on identity.issuer_logouts (subject)
  where subject is not null;
create index issuer_logouts_by_end on identity.issuer_logouts (ended_at);

create trigger issuer_session_ended
  after insert on identity.issuer_logouts
  for each row when (new.session is not null)
  execute function identity.signal_sign_in('issuer-session', 'session');

create trigger issuer_subject_signed_out
  after insert on identity.issuer_logouts
  for each row when (new.subject is not null)
  execute function identity.signal_sign_in('issuer-subject', 'subject');

select platform.platform_table('identity.issuer_subjects');
select platform.tenant_table('identity.issuer_roles');
select platform.platform_table('identity.issuer_logouts');

-- The person of a live session of the transaction's tenant, and how long that may be remembered; no
-- row when it has ended. Being seen is written at most every ten minutes, so that reading does not
-- become writing.
create function identity.sign_in_of_session(session text, idle_limit interval)
  returns table (
    person uuid, signed_in_at timestamptz, ends_at timestamptz, session_renew_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  seen timestamptz;
begin
  select s.person_id, s.created_at, s.expires_at, s.renew_at, s.last_seen_at
    into person, signed_in_at, ends_at, session_renew_at, seen
  from identity.sessions s join identity.persons p on p.id = s.person_id
  where s.id = session
    and s.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - idle_limit
    and p.status = 'active';
  if not found then
    return;
  end if;
  if seen < now() - interval '10 minutes' then
    update identity.sessions set last_seen_at = now() where id = session;
  end if;
  return next;
end
$$;

-- The person that the issuer calls so, or null when they may not act, or were signed out since the
-- token was issued.
create function identity.person_of_subject(
  issuer_of_token text, subject_of_token text, session_of_token text, issued_at timestamptz)
  returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.person_id
  from identity.issuer_subjects s join identity.persons p on p.id = s.person_id
  where s.issuer = issuer_of_token and s.subject = subject_of_token and p.status = 'active'
    and not exists (
      select from identity.issuer_logouts l
      where l.issuer = s.issuer
        and (l.session = session_of_token
             or (l.session is null and l.subject = s.subject and l.ended_at >= issued_at)))
$$;

grant execute on function identity.sign_in_of_session(text, interval) to edumaster_app;
grant execute on function identity.person_of_subject(text, text, text, timestamptz)
  to edumaster_app;

drop function identity.live_sign_in(text, interval);
