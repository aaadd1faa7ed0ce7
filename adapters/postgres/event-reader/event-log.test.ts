import { useDatabase } from '@edumaster/testkit';
import { expect, test } from 'vitest';
import { maintainEventLog } from './event-log.ts';

const database = useDatabase();

test('old deliveries are forgotten, however many, some thousands in a transaction', async () => {
  const { owner, pools } = database;
  await owner.query(`
    create schema watch;
    create table watch.deletions (rows integer);
    create function watch.note() returns trigger
      language plpgsql security definer set search_path = pg_catalog, pg_temp
      as $$ begin insert into watch.deletions select count(*) from gone; return null; end $$;
    create trigger note after delete on events.inbox
      referencing old table as gone for each statement execute function watch.note();
    insert into events.inbox (consumer, event_id, handled_at)
      select 'test.old', gen_random_uuid(), now() - interval '9 days 1 hour'
      from generate_series(1, 12001);
    insert into events.inbox (consumer, event_id, handled_at)
      values ('test.kept', gen_random_uuid(), now() - interval '7 days')`);
  await maintainEventLog(pools.relay);
  const deletions = await owner.query('select rows from watch.deletions');
  expect(deletions.rows.map(({ rows }) => rows)).toEqual([5_000, 5_000, 2_001]);
  const kept = await owner.query('select consumer from events.inbox');
  expect(kept.rows).toEqual([{ consumer: 'test.kept' }]);
});
