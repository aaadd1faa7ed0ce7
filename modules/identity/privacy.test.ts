import { Files } from '@edumaster/files';
import { type Id, newId, systemCtx } from '@edumaster/kernel';
import { eventually, tenants } from '@edumaster/testkit';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportMaker } from './jobs/make-export.ts';
import { SweepExports } from './jobs/sweep-exports.ts';
import { AccountClient, type AccountHolder, firstPassword } from './testing/account-world.ts';
import { People, type TestPerson } from './testing/people.ts';
import { EraseAccount } from './use-cases/erase-account.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;
const ours = { marketplace: tenants.first, academy: tenants.second };

let client: AccountClient;
let files: Files;
let holder: AccountHolder;

beforeAll(async () => {
  client = new AccountClient(world);
  files = world.container.get(Files);
});

beforeEach(async () => {
  holder = await client.register();
});

const askForFile = () =>
  client.send<{ id: Id<'export'>; code?: string }>('POST', '/me/exports', undefined, {
    token: holder.accessToken,
  });

const fetchFile = (exportId: string) =>
  client.send('GET', `/me/exports/${exportId}/file`, undefined, { token: holder.accessToken });

const make = (exportId: Id<'export'>) =>
  world.container.get(ExportMaker).run(database.tenantCtx(), { exportId });

const sweep = () => world.container.get(SweepExports).run(new AbortController().signal);

const isThere = async (exportId: Id<'export'>) =>
  (await files.stat(`exports/${exportId}`)) !== undefined;

/** As the weeks go by. */
async function madeSome(count: number): Promise<readonly Id<'export'>[]> {
  const ids: Id<'export'>[] = [];
  for (let index = 0; index < count; index += 1) {
    const { body } = await askForFile();
    await make(body.id);
    ids.push(body.id);
    world.counters.pass(24 * 3_600_000);
  }
  return ids;
}

describe('everything that is known of a person', () => {
  it('is a file that waits for them, however many they asked for', async () => {
    const [first, ...others] = await madeSome(21);
    expect(others).toHaveLength(20);
    expect(await fetchFile(first ?? '')).toMatchObject({
      status: 200,
      body: { account: { person: [{ email: holder.email }] } },
    });
  });

  it('can be asked for again when a file could not be made within a day', async () => {
    const { body } = await askForFile();
    expect((await askForFile()).status).toBe(409);
    await sweep();
    expect((await askForFile()).status).toBe(409);
    await database.owner.query(
      `update identity.personal_exports set requested_at = now() - interval '25 hours' where id = $1`,
      [body.id],
    );
    await sweep();
    expect((await askForFile()).status).toBe(202);
    await make(body.id);
    expect(await isThere(body.id)).toBe(false);
  });
});

const eraseAccount = () => world.container.get(EraseAccount);

const of = (personId: Id<'user'>) =>
  ({ personId, tenantId: tenants.first, actor: { kind: 'system', reason: 'a test' } }) as const;

describe('who is erased', () => {
  const erase = () =>
    client.send(
      'POST',
      '/me/erasure',
      { email: holder.email, password: firstPassword },
      { token: holder.accessToken },
    );

  it('leaves none of their files behind', async () => {
    const made = await madeSome(21);
    expect((await erase()).status).toBe(204);
    const left = [];
    for (const exportId of made) if (await isThere(exportId)) left.push(exportId);
    expect(left).toEqual([]);
  });

  it('stays when their files cannot be deleted: nobody would find these any more', async () => {
    const [made] = await madeSome(1);
    if (!made) throw new Error('no file');
    const broken = vi.spyOn(files, 'delete').mockRejectedValue(new Error('the disk is away'));
    const ctx = systemCtx('a test erases somebody');
    try {
      await expect(eraseAccount().run(ctx, of(holder.id))).rejects.toThrow('the disk is away');
    } finally {
      broken.mockRestore();
    }
    expect((await client.me(holder.accessToken)).status).toBe(200);
    await eraseAccount().run(ctx, of(holder.id));
    expect(await isThere(made)).toBe(false);
    await eraseAccount().run(ctx, of(holder.id));
  });

  it('is erased once, by two requests at the same moment too', async () => {
    const ctx = systemCtx('a test erases somebody');
    await Promise.all(Array.from({ length: 4 }, () => eraseAccount().run(ctx, of(holder.id))));
    const { rows } = await database.owner.query(
      `select id from platform.audit_log where action = 'account.erased' and subject_id = $1`,
      [holder.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('ends what support does in their name, and it stands in the log', async () => {
    const people = new People(world, database, ours);
    const admin = await people.caller(await people.make('marketplace', ['admin']), 'marketplace');
    const person = await people.make('marketplace', ['student']);
    const body = { userId: person.id, reason: 'A ticket', minutes: 30 };
    expect((await admin.ask('POST', '/api/v1/admin/impersonations', body)).status).toBe(201);
    await eraseAccount().run(systemCtx('a test erases somebody'), of(person.id));
    const { rows } = await database.owner.query<{ action: string }>(
      'select action from platform.audit_log where subject_id = $1 order by id',
      [person.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['impersonation.ended', 'account.erased']),
    );
  });

  it('is nobody who is not known', async () => {
    const unknown = of(newId<'user'>());
    await expect(eraseAccount().run(systemCtx('a test erases somebody'), unknown)).rejects.toThrow(
      'There is no such account',
    );
  });
});

describe('who runs an academy', () => {
  const ctx = systemCtx('a test erases somebody');
  let people: People;
  let one: TestPerson;
  let other: TestPerson;

  beforeEach(async () => {
    people = new People(world, database, ours);
    await database.pools.system.query('delete from identity.memberships where tenant_id = $1', [
      tenants.second,
    ]);
    one = await people.make('academy', ['owner']);
    other = await people.make('academy', ['owner']);
  });

  it('can be erased while somebody else runs it, and the last cannot', async () => {
    await eraseAccount().run(ctx, of(one.id));
    await expect(eraseAccount().run(ctx, of(other.id))).rejects.toMatchObject({
      code: 'runs_a_place_alone',
    });
  });

  it('is the last when the others are suspended: these run nothing', async () => {
    await database.owner.query(`update identity.persons set status = 'suspended' where id = $1`, [
      other.id,
    ]);
    await expect(eraseAccount().run(ctx, of(one.id))).rejects.toMatchObject({
      code: 'runs_a_place_alone',
    });
  });

  it('is the last when the other is leaving at the same moment', async () => {
    const leaving = await database.pools.system.connect();
    let erasing: Promise<unknown>;
    try {
      await leaving.query('begin');
      // As whoever changes a member does, see `lockMembersOf`.
      await leaving.query(
        'select from identity.memberships where tenant_id = $1 order by person_id for update',
        [tenants.second],
      );
      erasing = eraseAccount()
        .run(ctx, of(one.id))
        .catch((error: unknown) => error);
      await eventually('the erasure to wait', async () => {
        const { rows } = await database.owner.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return rows.length > 0 ? true : undefined;
      });
      await leaving.query(
        'delete from identity.memberships where tenant_id = $1 and person_id = $2',
        [tenants.second, other.id],
      );
      await leaving.query('commit');
    } finally {
      leaving.release();
    }
    expect(await erasing).toMatchObject({ code: 'runs_a_place_alone' });
  });
});
