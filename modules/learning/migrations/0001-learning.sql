-- Who may watch what, what they watched, and what they have completed.

create schema learning;

create table learning.enrollments (
  tenant_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  user_id uuid not null,
  scope text not null check (scope in ('lifetime', 'subscription')),
  -- Expired is not stored: `expires_at` says it.
  status text not null default 'active' check (status in ('active', 'revoked')),
  purchased_at timestamptz not null,
  expires_at timestamptz,
  last_accessed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint enrollments_once unique (tenant_id, course_id, user_id)
);

create index enrollments_of_course on learning.enrollments (tenant_id, course_id, id desc);
create index enrollments_of_user on learning.enrollments (tenant_id, user_id, id desc);

select platform.tenant_table('learning.enrollments');

-- What players reported, as they reported it. The truth; `lecture_progress` is derived from it.
create table learning.progress_events (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  course_id uuid not null,
  lecture_id uuid not null,
  -- The player's own name of the event; a second one of the same name is a repeat.
  event_key text,
  position_seconds double precision not null,
  -- Null when the player did not say it.
  played_seconds double precision,
  event_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, user_id, received_at, id)
) partition by range (received_at);

create index progress_events_by_key
  on learning.progress_events (tenant_id, user_id, lecture_id, event_key)
  where event_key is not null;

-- Rows of a month for which no partition was made in time.
create table learning.progress_events_default
  partition of learning.progress_events default;

select platform.tenant_table('learning.progress_events');
select platform.tenant_table('learning.progress_events_default');

-- Append-only, and only through `record_progress`.
revoke insert, update, delete on learning.progress_events from edumaster_app;
revoke insert, update, delete on learning.progress_events_default from edumaster_app;

create table learning.lecture_progress (
  tenant_id uuid not null,
  user_id uuid not null,
  course_id uuid not null,
  lecture_id uuid not null,
  -- Of the latest event by the time at which it happened, not by its arrival.
  last_position_seconds double precision not null default 0,
  last_event_at timestamptz,
  watched nummultirange not null default '{}',
  watched_seconds double precision not null default 0,
  duration_seconds double precision,
  completed_at timestamptz,
  is_manual boolean not null default false,
  -- When `lecture.completed` was published; set once and never taken back.
  announced_at timestamptz,
  last_play_at timestamptz,
  primary key (tenant_id, user_id, course_id, lecture_id)
);

create index lecture_progress_unannounced on learning.lecture_progress (tenant_id, completed_at)
  where completed_at is not null and announced_at is null;

select platform.tenant_table('learning.lecture_progress');

-- That a course was completed, once; a later version with more lectures does not take it back.
create table learning.course_completions (
  tenant_id uuid not null,
  course_id uuid not null,
  user_id uuid not null,
  version integer not null,
  completed_at timestamptz not null,
  primary key (tenant_id, course_id, user_id)
);

select platform.tenant_table('learning.course_completions');

-- Makes the partitions of this month and the next two. A month whose rows already went to the
-- default partition stays there.
create function learning.ensure_progress_partitions() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  month date;
  partition text;
begin
  for month in
    select (date_trunc('month', current_date) + make_interval(months => n))::date
    from generate_series(0, 2) as n
  loop
    partition := 'learning.progress_events_' || to_char(month, 'YYYYMM');
    continue when to_regclass(partition) is not null;
    continue when exists (
      select from learning.progress_events_default
      where received_at >= month and received_at < month + interval '1 month');
    execute format(
      'create table %s partition of learning.progress_events for values from (%L) to (%L)',
      partition, month::timestamptz, (month + interval '1 month')::timestamptz);
    perform platform.tenant_table(partition::regclass);
    execute format('revoke insert, update, delete on %s from edumaster_app', partition);
  end loop;
end
$$;

grant execute on function learning.ensure_progress_partitions() to edumaster_system;

select learning.ensure_progress_partitions();

-- Records a batch of events that may span tenants, learners and lectures, and folds them into
-- `lecture_progress`. It trusts the ids that it is given (they come from checked requests) and
-- checks one thing itself, under the same lock as the write: that the learner is enrolled.
create function learning.record_progress(
  completion_share double precision,
  ids uuid[], tenants uuid[], users uuid[], courses uuid[], lectures uuid[], keys text[],
  positions double precision[], played double precision[], durations double precision[],
  times timestamptz[]
) returns table (event_id uuid, outcome text, is_unannounced boolean)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  -- Every batch takes its rows in the same order, so that two of them never wait for each other
  -- in a circle. From here on a repeat of an event cannot slip in between look-up and write.
  insert into learning.lecture_progress (tenant_id, user_id, course_id, lecture_id)
  select distinct g.tenant_id, g.user_id, g.course_id, g.lecture_id
  from unnest(tenants, users, courses, lectures) as g (tenant_id, user_id, course_id, lecture_id)
  where exists (
    select from learning.enrollments e
    where e.tenant_id = g.tenant_id and e.course_id = g.course_id and e.user_id = g.user_id
      and e.status = 'active' and (e.expires_at is null or e.expires_at > now()))
  order by 1, 2, 3, 4
  on conflict do nothing;

  perform from learning.lecture_progress p
  where (p.tenant_id, p.user_id, p.course_id, p.lecture_id) in (
    select g.tenant_id, g.user_id, g.course_id, g.lecture_id
    from unnest(tenants, users, courses, lectures) as g (tenant_id, user_id, course_id, lecture_id))
  order by p.tenant_id, p.user_id, p.course_id, p.lecture_id
  for update;

  return query
  with given as (
    select g.*
    from unnest(ids, tenants, users, courses, lectures, keys, positions, played, durations, times)
      with ordinality as g (id, tenant_id, user_id, course_id, lecture_id, event_key, at_second,
                            played_seconds, duration, event_at, n)
  ), admitted as (
    select g.* from given g
    where exists (
      select from learning.enrollments e
      where e.tenant_id = g.tenant_id and e.course_id = g.course_id and e.user_id = g.user_id
        and e.status = 'active' and (e.expires_at is null or e.expires_at > now()))
  ), fresh as (
    select distinct on (a.tenant_id, a.user_id, a.lecture_id, coalesce(a.event_key, a.id::text)) a.*
    from admitted a
    where a.event_key is null or not exists (
      select from learning.progress_events e
      where e.tenant_id = a.tenant_id and e.user_id = a.user_id and e.lecture_id = a.lecture_id
        and e.event_key = a.event_key and e.received_at > now() - interval '90 days')
    order by a.tenant_id, a.user_id, a.lecture_id, coalesce(a.event_key, a.id::text), a.n
  ), logged as (
    insert into learning.progress_events (tenant_id, id, user_id, course_id, lecture_id, event_key,
                                          position_seconds, played_seconds, event_at)
    select f.tenant_id, f.id, f.user_id, f.course_id, f.lecture_id, f.event_key, f.at_second,
           f.played_seconds, f.event_at
    from fresh f
  ), followed as (
    -- The event before each one: of this batch, or the last that was recorded earlier.
    select f.*,
      coalesce(lag(f.at_second) over by_time,
               case when p.last_event_at <= f.event_at then p.last_position_seconds end) as before,
      coalesce(lag(f.event_at) over by_time,
               case when p.last_event_at <= f.event_at then p.last_event_at end) as before_at
    from fresh f
    join learning.lecture_progress p using (tenant_id, user_id, course_id, lecture_id)
    window by_time as (partition by f.tenant_id, f.user_id, f.course_id, f.lecture_id
                       order by f.event_at, f.n)
  ), measured as (
    -- A player that does not say what it played is believed when it moved on by no more than
    -- double speed explains, and by a minute at most: further is a jump.
    select f.*, least(f.at_second, coalesce(f.played_seconds,
      case when f.at_second - f.before between 0
             and least(60, 1 + 2 * extract(epoch from f.event_at - f.before_at))
        then f.at_second - f.before end, 0)) as watched_seconds
    from followed f
  ), folded as (
    select m.tenant_id, m.user_id, m.course_id, m.lecture_id,
      max(m.event_at) as event_at,
      (array_agg(m.at_second order by m.event_at desc, m.n desc))[1] as at_second,
      (array_agg(m.duration order by m.n desc))[1] as duration,
      range_agg(numrange(round((m.at_second - m.watched_seconds)::numeric, 3),
                         round(m.at_second::numeric, 3))) as watched
    from measured m
    group by m.tenant_id, m.user_id, m.course_id, m.lecture_id
  ), joined as (
    select f.*, p.watched + f.watched as all_watched
    from folded f
    join learning.lecture_progress p using (tenant_id, user_id, course_id, lecture_id)
  ), summed as (
    select j.*,
      (select coalesce(sum(upper(r) - lower(r)), 0)::double precision
       from unnest(j.all_watched) as r) as watched_seconds
    from joined j
  ), updated as (
    update learning.lecture_progress p set
      last_position_seconds = case when p.last_event_at is null or s.event_at >= p.last_event_at
        then s.at_second else p.last_position_seconds end,
      last_event_at = greatest(p.last_event_at, s.event_at),
      watched = s.all_watched,
      watched_seconds = s.watched_seconds,
      duration_seconds = coalesce(s.duration, p.duration_seconds),
      completed_at = coalesce(p.completed_at,
        case when coalesce(s.duration, p.duration_seconds) > 0
               and s.watched_seconds >= completion_share * coalesce(s.duration, p.duration_seconds)
          then s.event_at end)
    from summed s
    where (p.tenant_id, p.user_id, p.course_id, p.lecture_id)
        = (s.tenant_id, s.user_id, s.course_id, s.lecture_id)
    returning p.tenant_id, p.user_id, p.course_id, p.lecture_id,
              p.completed_at is not null and p.announced_at is null as is_unannounced
  )
  select g.id,
    case when f.id is not null then 'recorded'
         when a.id is not null then 'repeated'
         else 'not_enrolled' end,
    coalesce(u.is_unannounced, false)
  from given g
  left join admitted a on a.id = g.id
  left join fresh f on f.id = g.id
  left join updated u on (u.tenant_id, u.user_id, u.course_id, u.lecture_id)
                       = (g.tenant_id, g.user_id, g.course_id, g.lecture_id);
end
$$;

grant execute on function learning.record_progress(
  double precision, uuid[], uuid[], uuid[], uuid[], uuid[], text[], double precision[],
  double precision[], double precision[], timestamptz[]) to edumaster_app;
