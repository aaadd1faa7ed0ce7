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
  await new SweepExpired(database.db).run();
  const ids = async (table: string) =>
    (await owner.query(`select id from identity.${table} order by id`)).rows.map(({ id }) => id);
  expect(await ids('oidc_records')).toEqual(['endless', 'live']);
  expect(await ids('sessions')).toEqual(['just over', 'just revoked', 'live']);
});
