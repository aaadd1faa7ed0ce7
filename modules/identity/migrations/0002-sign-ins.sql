-- Since when somebody is signed in, beside who it is.

-- When a token's grant was given, or null when it was revoked or its person may not act.
create function identity.live_grant(person uuid, grant_of_token text) returns timestamptz
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select to_timestamp((r.payload->>'iat')::bigint)
  from identity.oidc_records r
  where r.model = 'Grant' and r.id = grant_of_token
    and exists (select from identity.persons p where p.id = person and p.status = 'active')
$$;

-- The person of a live session of the transaction's tenant; no row when it has ended. Being seen is
-- written at most every ten minutes, so that reading does not become writing.
create function identity.live_sign_in(session text, idle_limit interval)
  returns table (person uuid, signed_in_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  seen timestamptz;
begin
  select s.person_id, s.created_at, s.last_seen_at into person, signed_in_at, seen
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

grant execute on function identity.live_grant(uuid, text) to edumaster_app;
grant execute on function identity.live_sign_in(text, interval) to edumaster_app;

drop function identity.is_token_alive(uuid, text);
drop function identity.live_session(text, interval);
