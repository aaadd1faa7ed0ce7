-- Forgetting deliveries takes as long as there are many: in the transaction that drops partitions it
-- could outlast the statement timeout, and then nothing would ever be dropped again.
create or replace function events.drop_read_partitions(kept interval) returns integer
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

grant execute on function events.forget_deliveries(interval, integer) to edumaster_relay;
