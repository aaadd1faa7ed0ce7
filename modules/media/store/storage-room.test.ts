import { newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { expect, it } from 'vitest';
import { mediaModule } from '../module.ts';
import { requireStorageRoom } from './storage-room.ts';
import { insertUpload } from './upload-store.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

it('files of a tier with a limit never pass it, also of many uploads at once', async () => {
  const ctx = { ...database.tenantCtx(), tenantId: newId<'tenant'>() };
  const begin = (size: number) =>
    database.db.inTx(ctx, async (tx) => {
      await insertUpload(tx, {
        id: newId(),
        ownerId: newId(),
        mediaId: newId(),
        filename: 'a.mp4',
        size,
        contentType: 'video/mp4',
        purpose: 'lecture-video',
        partSize: 1_000,
        storedUpload: { id: newId(), key: 'a', size, partSize: 1_000, createdAt: '' } as never,
        expiresAt: new Date(),
      });
      await requireStorageRoom(tx, 1_000);
    });
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => begin(300)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  await expect(begin(101)).rejects.toMatchObject({
    code: 'tier_limit_reached',
    extra: { limit: 'storageBytes', most: 1_000 },
  });
  await begin(100);
  await database.pools.system.query(
    `update media.uploads set status = 'aborted', closed_at = now() where size = 300`,
  );
  await begin(900);
});
