-- What a person sees of their own sign-ins, and how all of them are ended for good.

-- Which device it is, in a few words, and whence: the address without its last part.
alter table identity.sessions
  add column device text check (length(device) between 1 and 80),
  add column place text check (length(place) between 1 and 60);

-- Log-ins of programs, by the issuer's grant; they end with it.
create table identity.program_sign_ins (
  grant_id text primary key,
  person_id uuid not null references identity.persons (id) on delete cascade,
  host text not null,
  device text check (length(device) between 1 and 80),
  place text check (length(place) between 1 and 60),
  created_at timestamptz not null,
  last_seen_at timestamptz not null
);

create index program_sign_ins_by_person on identity.program_sign_ins (person_id);

select platform.platform_table('identity.program_sign_ins');

alter table identity.persons
  -- Who proved who they are before this moment is signed out.
  add column signed_out_at timestamptz,
  -- But for this session at the issuer, when the person kept it.
  add column kept_issuer_session text;

-- Sign-ins that were answered and wait to go on.
create index oidc_records_by_answer
  on identity.oidc_records ((payload -> 'result' -> 'login' ->> 'accountId'))
  where payload ? 'result';

-- A request that was under way while its person was signed out everywhere would write its session
-- again, and whoever floods us with requests always has one under way. It waits for whoever signs
-- the person out (the lock), and is then not written. The issuer's times are whole seconds, and the
-- second of the sign-out counts as before it.
create function identity.refuse_ended_session() returns trigger
  language plpgsql
as $$
declare
  ended timestamptz;
  kept text;
begin
  select p.signed_out_at, p.kept_issuer_session into ended, kept
  from identity.persons p where p.id = (new.payload ->> 'accountId')::uuid
  for share;
  if ended is not null and new.uid is distinct from kept
    and coalesce((new.payload ->> 'loginTs')::numeric, 0) <= floor(extract(epoch from ended)) then
    return null;
  end if;
  return new;
end
$$;

create trigger refuse_ended_session before insert on identity.oidc_records
  for each row when (new.model = 'Session' and new.payload ? 'accountId')
  execute function identity.refuse_ended_session();
