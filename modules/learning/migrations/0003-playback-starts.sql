-- Who may watch is remembered by every process for a moment, and forgotten when this says that it
-- changed. The key is the enrollment's course and person.

create function learning.signal_enrollment() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.signal('learning_enrollments', old.course_id::text || '/' || old.user_id::text);
  return null;
end
$$;

create trigger enrollments_signal_change after update of status, expires_at on learning.enrollments
  for each row when ((old.status, old.expires_at) is distinct from (new.status, new.expires_at))
  execute function learning.signal_enrollment();

create trigger enrollments_signal_deletion after delete on learning.enrollments
  for each row execute function learning.signal_enrollment();

-- Notes that learners begin to watch, in the tenant of the transaction: many at once, since a
-- transaction for each costs ten times as much. Those who are not enrolled now are only answered.
-- A moment that was noted within the last minute is not noted again; a start is one after a silence.
-- The order of locks is enrollment, then lecture progress, each in the order of their keys.
create function learning.begin_playbacks(
  users uuid[], courses uuid[], lectures uuid[], at timestamptz, silence interval
) returns table (
  n bigint, enrollment_id uuid, status text, expires_at timestamptz,
  last_position_seconds double precision, duration_seconds double precision, is_start boolean
)
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := platform.current_tenant();
  noted timestamptz := at - interval '1 minute';
begin
  perform from learning.enrollments e
  where e.tenant_id = tenant and (e.course_id, e.user_id) in (
      select g.course_id, g.user_id from unnest(courses, users) as g (course_id, user_id))
    and e.status = 'active' and (e.expires_at is null or e.expires_at > at)
    and (e.last_accessed_at is null or e.last_accessed_at < noted)
  order by e.course_id, e.user_id
  for update;

  update learning.enrollments e set last_accessed_at = at
  where e.tenant_id = tenant and (e.course_id, e.user_id) in (
      select g.course_id, g.user_id from unnest(courses, users) as g (course_id, user_id))
    and e.status = 'active' and (e.expires_at is null or e.expires_at > at)
    and (e.last_accessed_at is null or e.last_accessed_at < noted);

  insert into learning.lecture_progress (tenant_id, user_id, course_id, lecture_id)
  select distinct tenant, g.user_id, g.course_id, g.lecture_id
  from unnest(users, courses, lectures) as g (user_id, course_id, lecture_id)
  where exists (
    select from learning.enrollments e
    where e.tenant_id = tenant and e.course_id = g.course_id and e.user_id = g.user_id
      and e.status = 'active' and (e.expires_at is null or e.expires_at > at))
  order by 1, 2, 3, 4
  on conflict do nothing;

  return query
  with given as (
    select g.*
    from unnest(users, courses, lectures) with ordinality as g (user_id, course_id, lecture_id, n)
  ), entitled as (
    select g.*, e.id as enrollment_id, e.status, e.expires_at,
      e.status = 'active' and (e.expires_at is null or e.expires_at > at) as is_in
    from given g
    join learning.enrollments e
      on e.tenant_id = tenant and e.course_id = g.course_id and e.user_id = g.user_id
  ), before as (
    -- Read under the lock of the row: two tabs may start at once.
    select p.user_id, p.course_id, p.lecture_id, p.last_play_at
    from learning.lecture_progress p
    where p.tenant_id = tenant
      and (p.user_id, p.course_id, p.lecture_id) in (
        select i.user_id, i.course_id, i.lecture_id from entitled i where i.is_in)
      and (p.last_play_at is null or p.last_play_at < noted)
    order by p.user_id, p.course_id, p.lecture_id
    for update
  ), noting as (
    update learning.lecture_progress p set last_play_at = at
    from before b
    where p.tenant_id = tenant
      and (p.user_id, p.course_id, p.lecture_id) = (b.user_id, b.course_id, b.lecture_id)
    returning p.user_id, p.course_id, p.lecture_id,
      coalesce(b.last_play_at <= at - silence, true) as is_start
  )
  select i.n, i.enrollment_id, i.status, i.expires_at,
    coalesce(p.last_position_seconds, 0), p.duration_seconds, coalesce(o.is_start, false)
  from entitled i
  left join learning.lecture_progress p
    on p.tenant_id = tenant
      and (p.user_id, p.course_id, p.lecture_id) = (i.user_id, i.course_id, i.lecture_id)
  left join noting o
    on (o.user_id, o.course_id, o.lecture_id) = (i.user_id, i.course_id, i.lecture_id);
end
$$;

grant execute on function learning.begin_playbacks(
  uuid[], uuid[], uuid[], timestamptz, interval) to edumaster_app;
