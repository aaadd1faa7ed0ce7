import { newId } from '@edumaster/kernel';
import { tenants, useDatabase } from '@edumaster/testkit';
import { expect, it } from 'vitest';
import { identityModule } from '../module.ts';
import { SweepExpired } from './sweep-expired.ts';

const database = useDatabase({
  migrations: [{ module: identityModule.name, folder: identityModule.migrations }],
});

it('removes expired records, and sessions a week after their end', async () => {
  const { owner } = database;
  const person = newId();
  await owner.query(
    `insert into identity.persons (id, email, name) values ($1, 'ada@example.test', 'Ada')`,
    [person],
  );
  await owner.query(`insert into identity.oidc_records (model, id, payload, expires_at) values
    ('Session', 'over', '{}', now() - interval '1 second'),
    ('Session', 'live', '{}', now() + interval '1 minute'),
    ('Session', 'endless', '{}', null)`);
  await owner.query(
    `insert into identity.sessions
       (id, person_id, tenant_id, host, refresh_token_sealed, expires_at, revoked_at) values
       ('live', $1, $2, 'localhost', '', now() + interval '1 day', null),
       ('just over', $1, $2, 'localhost', '', now() - interval '1 day', null),
       ('long over', $1, $2, 'localhost', '', now() - interval '8 days', null),
       ('just revoked', $1, $2, 'localhost', '', now() + interval '1 day', now()),
       ('long revoked', $1, $2, 'localhost', '', now() + interval '1 day',
        now() - interval '8 days')`,
    [person, tenants.first],
  );
  await new SweepExpired(database.db).run(new AbortController().signal);
  const ids = async (table: string) =>
    (await owner.query(`select id from identity.${table} order by id`)).rows.map(({ id }) => id);
  expect(await ids('oidc_records')).toEqual(['endless', 'live']);
  expect(await ids('sessions')).toEqual(['just over', 'just revoked', 'live']);
});

it('removes invitations a season after they were answered or lost their validity', async () => {
  const { system } = database.pools;
  const ago = (days: number) => `now() - interval '${days} days'`;
  const invite = (email: string, { expires, closed }: { expires: string; closed?: string }) =>
    system.query(
      `insert into identity.invitations
         (tenant_id, id, email, roles, message_id, invited_by, created_at, sent_at, expires_at,
          closed_at, closed_as)
       values ($1, gen_random_uuid(), $2, '{student}', gen_random_uuid(), gen_random_uuid(), now(),
               now(), ${expires}, ${closed ?? 'null'}, ${closed ? "'withdrawn'" : 'null'})`,
      [tenants.first, email],
    );
  await invite('waits@example.test', { expires: `now() + interval '1 day'` });
  await invite('late@example.test', { expires: ago(89) });
  await invite('never@example.test', { expires: ago(91) });
  await invite('closed@example.test', { expires: ago(100), closed: ago(89) });
  await invite('long-closed@example.test', { expires: ago(85), closed: ago(91) });
  await new SweepExpired(database.db).run(new AbortController().signal);
  const { rows } = await system.query<{ email: string }>(
    'select email from identity.invitations order by email',
  );
  expect(rows.map(({ email }) => email)).toEqual([
    'closed@example.test',
    'late@example.test',
    'waits@example.test',
  ]);
});

it('removes any number of them, some thousands in a transaction', async () => {
  const { owner } = database;
  await owner.query(`
    create table identity.removals (rows integer);
    create function identity.note_removal() returns trigger
      language plpgsql security definer set search_path = pg_catalog, pg_temp
      as $$ begin insert into identity.removals select count(*) from gone; return null; end $$;
    create trigger note after delete on identity.oidc_records
      referencing old table as gone for each statement execute function identity.note_removal();
    insert into identity.oidc_records (model, id, payload, expires_at)
      select 'Interaction', n::text, '{}', now() - interval '1 second'
      from generate_series(1, 12001) as n`);
  await new SweepExpired(database.db).run(new AbortController().signal);
  const { rows } = await owner.query('select rows from identity.removals');
  expect(rows.map((removal) => removal.rows)).toEqual([5_000, 5_000, 2_001]);
});
