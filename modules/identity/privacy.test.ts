import { Files } from '@edumaster/files';
import { type Id, newId, systemCtx } from '@edumaster/kernel';
import { tenants } from '@edumaster/testkit';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportMaker } from './jobs/make-export.ts';
import { SweepExports } from './jobs/sweep-exports.ts';
import { AccountClient, type AccountHolder, firstPassword } from './testing/account-world.ts';
import { EraseAccount } from './use-cases/erase-account.ts';
import { useIdentityWorld } from './testing/use-identity-world.ts';

const world = useIdentityWorld();
const { database } = world;

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
    const erasure = { personId: holder.id, actor: { kind: 'system', reason: 'a test' } } as const;
    const ctx = systemCtx('a test erases somebody');
    const eraseAccount = world.container.get(EraseAccount);
    try {
      await expect(eraseAccount.run(ctx, { ...erasure, tenantId: tenants.first })).rejects.toThrow(
        'the disk is away',
      );
    } finally {
      broken.mockRestore();
    }
    expect((await client.me(holder.accessToken)).status).toBe(200);
    await eraseAccount.run(ctx, { ...erasure, tenantId: tenants.first });
    expect(await isThere(made)).toBe(false);
    await eraseAccount.run(ctx, { ...erasure, tenantId: tenants.first });
  });

  it('is nobody who is not known', async () => {
    const unknown = { personId: newId<'user'>(), tenantId: tenants.first };
    const actor = { kind: 'system', reason: 'a test' } as const;
    await expect(
      world.container
        .get(EraseAccount)
        .run(systemCtx('a test erases somebody'), { ...unknown, actor }),
    ).rejects.toThrow('There is no such account');
  });
});
