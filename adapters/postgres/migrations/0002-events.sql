-- The event log, and how far each consumer has read it.

create schema events;

-- Columns id, aggregatetype, aggregateid, type and payload are those of Debezium's outbox router.
create table events.log (
  position bigint generated always as identity,
  -- A row can become visible after a later position was read; the transaction that wrote it tells
  -- a reader what is settled.
  xid xid8 not null default pg_current_xact_id(),
  id uuid not null,
  tenant_id uuid not null,
  aggregatetype text not null,
  aggregateid text not null,
  type text not null,
  version integer not null,
  payload jsonb not null,
  metadata jsonb not null,
  created_at timestamptz not null default now(),
  primary key (created_at, id)
) partition by range (created_at);

create index log_in_order on events.log (xid, position);

-- Rows of a day for which no partition was made in time.
create table events.log_default partition of events.log default;

create table events.cursors (
  consumer text primary key,
  xid xid8 not null,
  position bigint not null,
  updated_at timestamptz not null default now()
);

create table events.inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create index inbox_by_age on events.inbox (handled_at);

-- Events that their consumer failed on, with the later events of the same key behind them.
create table events.parked (
  consumer text not null,
  event_id uuid not null,
  key text not null,
  xid xid8 not null,
  position bigint not null,
  event jsonb not null,
  attempts integer not null default 0,
  last_error text,
  parked_at timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create index parked_in_order on events.parked (consumer, key, xid, position);

select platform.platform_table('events.log');
select platform.platform_table('events.log_default');
select platform.platform_table('events.cursors');
select platform.platform_table('events.inbox');
select platform.platform_table('events.parked');

grant usage on schema events to edumaster_relay;
grant select on events.log to edumaster_relay;
grant select, insert, update, delete on events.cursors, events.parked to edumaster_relay;

create function events.write(
  event_id uuid, topic text, key text, event_type text, event_version integer, data jsonb,
  origin jsonb, tenant uuid
) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into events.log
    (id, tenant_id, aggregatetype, aggregateid, type, version, payload, metadata)
  values (event_id, tenant, topic, key, event_type, event_version, data, origin);
  perform pg_notify('edumaster_events', '');
end
$$;

-- Publishes in the tenant of the transaction; the caller cannot name another.
create function events.append(
  event_id uuid, topic text, key text, event_type text, event_version integer, data jsonb,
  origin jsonb
) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform events.write(event_id, topic, key, event_type, event_version, data, origin,
                       nullif(current_setting('app.tenant_id', true), '')::uuid);
end
$$;

create function events.append_for(
  event_id uuid, topic text, key text, event_type text, event_version integer, data jsonb,
  origin jsonb, tenant uuid
) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform events.write(event_id, topic, key, event_type, event_version, data, origin, tenant);
end
$$;

-- Records a delivery; false when the consumer has handled the event before.
create function events.claim(consumer_name text, event uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into events.inbox (consumer, event_id) values (consumer_name, event)
  on conflict do nothing;
  return found;
end
$$;

-- Makes the partitions of today and the next two days. A day whose rows already went to the
-- default partition stays there.
create function events.ensure_partitions() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  day date;
  partition text;
begin
  for day in select generate_series(current_date, current_date + 2, interval '1 day')::date loop
    partition := 'log_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('events.' || partition) is not null;
    continue when exists (select from events.log_default
                          where created_at >= day and created_at < day + 1);
    execute format(
      'create table events.%I partition of events.log for values from (%L) to (%L)',
      partition, day::timestamptz, (day + 1)::timestamptz);
  end loop;
end
$$;

-- Drops days that are older than `kept` and that every consumer has read. Their inbox rows go by
-- `forget_deliveries`: many of them could outlast the statement timeout, and then nothing would ever
-- be dropped again.
create function events.drop_read_partitions(kept interval) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  partition record;
  unread boolean;
  dropped integer := 0;
begin
  for partition in
    select c.relname, to_date(substr(c.relname, 5), 'YYYYMMDD') as day
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'events.log'::regclass and c.relname ~ '^log_\d{8}$'
  loop
    continue when partition.day + 1 > current_date - kept;
    execute format(
      'select exists (select from events.%I e join events.cursors c '
      'on (e.xid, e.position) > (c.xid, c.position))', partition.relname) into unread;
    continue when unread;
    execute format('drop table events.%I', partition.relname);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

-- Deletes inbox rows that are older than any event that is kept, `batch` at most; says how many.
create function events.forget_deliveries(kept interval, batch integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  forgotten integer;
begin
  delete from events.inbox where (consumer, event_id) in (
    select consumer, event_id from events.inbox
    where handled_at < current_date - kept - interval '1 day' limit batch);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;

grant execute on function events.append(uuid, text, text, text, integer, jsonb, jsonb)
  to edumaster_app;
grant execute on function events.append_for(uuid, text, text, text, integer, jsonb, jsonb, uuid)
  to edumaster_system;
grant execute on function events.claim(text, uuid) to edumaster_app;
grant execute on function events.ensure_partitions() to edumaster_relay;
grant execute on function events.drop_read_partitions(interval) to edumaster_relay;
grant execute on function events.forget_deliveries(interval, integer) to edumaster_relay;

select events.ensure_partitions();
