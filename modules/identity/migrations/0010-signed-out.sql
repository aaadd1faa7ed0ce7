-- Signing out everywhere counts against whatever was under way until it was committed, also for the
-- sessions of browsers. `signed_out_at` is therefore a whole second that lies ahead of the sign-out
-- by at least half a second: the issuer's times are whole seconds, and a commit takes its time.

create or replace function identity.refuse_ended_session() returns trigger
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
    and coalesce((new.payload ->> 'loginTs')::numeric, 0) < extract(epoch from ended) then
    return null;
  end if;
  return new;
end
$$;

-- A browser on its way back from the issuer has a code that was good a moment ago.
create function identity.refuse_ended_web_session() returns trigger
  language plpgsql
as $$
declare
  ended timestamptz;
  kept text;
begin
  select p.signed_out_at, p.kept_issuer_session into ended, kept
  from identity.persons p where p.id = new.person_id
  for share;
  if ended is not null and new.created_at < ended
    and (kept is null or new.issuer_session is distinct from kept) then
    return null;
  end if;
  return new;
end
$$;

create trigger refuse_ended_web_session before insert on identity.sessions
  for each row execute function identity.refuse_ended_web_session();
