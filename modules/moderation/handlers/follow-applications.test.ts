import { eventOf, type EventType } from '@edumaster/events';
import {
  instructorApplicationChanged,
  instructorApplied,
  instructorRejected,
  instructorVerified,
} from '@edumaster/identity';
import { newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { moderationModule } from '../module.ts';
import { ListApplications } from '../queries/list-applications.ts';
import { FollowApplications } from './follow-applications.ts';

const { name, migrations } = moderationModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const moderator = database.tenantCtx({ roles: ['moderator'] });

async function publish<Data>(type: EventType<string, Data>, data: Data): Promise<void> {
  const { db, outbox } = database;
  await db.inTx(database.tenantCtx(), (tx) => outbox.emit(tx, eventOf(type, data)));
}

const deliver = () => database.deliver([new FollowApplications(database.db)]);

async function apply(userId: string, submittedAt = '2024-01-01T00:00:00.000Z'): Promise<void> {
  const about = { name: 'Asha', headline: 'Bread', country: 'IN', missing: ['phone'] };
  await publish(instructorApplied, { userId, ...about, submittedAt });
}

const queue = async (ctx = moderator) =>
  (await new ListApplications(database.db).run(ctx, { cursor: undefined, limit: 100 })).items;
const waits = async (userId: string) => (await queue()).find((one) => one.userId === userId);

describe('the queue of those who want to teach', () => {
  it('holds who applied until it was decided, and again when they apply again', async () => {
    const userId = newId<'user'>();
    await apply(userId);
    await publish(instructorApplicationChanged, { userId, missing: [] });
    await deliver();
    expect(await waits(userId)).toMatchObject({ name: 'Asha', headline: 'Bread', missing: [] });
    await publish(instructorRejected, { userId, reason: 'No' });
    await deliver();
    expect(await waits(userId)).toBeUndefined();
    await apply(userId);
    await deliver();
    expect(await waits(userId)).toMatchObject({ missing: ['phone'] });
    await publish(instructorVerified, { userId });
    await deliver();
    expect(await waits(userId)).toBeUndefined();
  });

  it('begins with who waits longest, page by page', async () => {
    const ids = [newId<'user'>(), newId<'user'>(), newId<'user'>()];
    const days = ['03', '01', '02'];
    for (const [index, userId] of ids.entries()) {
      await apply(userId, `2020-01-${days[index] ?? ''}T00:00:00.000Z`);
    }
    await deliver();
    const list = new ListApplications(database.db);
    const first = await list.run(moderator, { cursor: undefined, limit: 2 });
    const second = await list.run(moderator, { cursor: first.nextCursor ?? '', limit: 1 });
    const listed = [...first.items, ...second.items].map(({ userId }) => userId);
    expect(listed).toEqual([ids[1], ids[2], ids[0]]);
  });

  it('is for moderators and admins, each tenant its own', async () => {
    const userId = newId<'user'>();
    await apply(userId);
    await deliver();
    for (const role of ['student', 'instructor', 'owner', 'staff', 'member']) {
      const ctx = database.tenantCtx({ roles: [role] });
      await expect(queue(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await queue(database.tenantCtx({ tenant: 'second', roles: ['admin'] }))).toEqual([]);
  });
});
