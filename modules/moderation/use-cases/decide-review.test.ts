import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { courseRejected, courseSubmitted } from '@edumaster/catalog';
import { curriculumOf, FakeCatalog } from '@edumaster/catalog/testing';
import { eventOf } from '@edumaster/events';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { moderationModule } from '../module.ts';
import { moderationWorld } from '../testing/moderation-world.ts';

const { name, migrations } = moderationModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

function open() {
  const catalog = new FakeCatalog();
  const world = moderationWorld(database.db, catalog);
  const instructorId = newId<'user'>();
  const instructor = database.tenantCtx({ userId: instructorId, roles: ['instructor'] });
  const moderator = database.tenantCtx({ roles: ['moderator'] });
  const queueOf = async (ctx: Ctx = moderator) => {
    const { items } = await world.list.run(ctx, { cursor: undefined, limit: 100 });
    return items.map(({ courseId }) => courseId);
  };
  const submit = async (submittedAt = new Date(), ctx = instructor): Promise<Id<'course'>> => {
    const course = curriculumOf({ title: 'Bread', instructorId, version: 0 });
    catalog.addDraft(ctx, course, { isInReview: true });
    await announce(ctx, course.courseId, submittedAt);
    return course.courseId;
  };
  const announce = (ctx: Ctx, courseId: Id<'course'>, submittedAt: Date) =>
    database.db.inTx(ctx, (tx) =>
      database.outbox.emit(
        tx,
        eventOf(courseSubmitted, {
          courseId,
          title: 'Bread',
          instructor: { id: instructorId, name: 'Ada' },
          version: 1,
          submittedAt: submittedAt.toISOString(),
        }),
      ),
    );
  const deliver = () => database.deliver([world.consumer]);
  return { ...world, catalog, instructor, moderator, queueOf, submit, announce, deliver };
}

async function rowOf(courseId: string): Promise<unknown> {
  const { rows } = await database.owner.query(
    'select * from moderation.reviews where course_id = $1',
    [courseId],
  );
  return rows.length === 1 ? rows[0] : rows;
}

describe('the review queue', () => {
  it('holds what was submitted, the oldest first, page by page', async () => {
    const { moderator, list, submit, deliver } = open();
    const times = ['2024-01-03', '2024-01-01', '2024-01-02'].map((day) => new Date(day));
    const ids = [];
    for (const time of times) ids.push(await submit(time));
    await deliver();
    const first = await list.run(moderator, { cursor: undefined, limit: 2 });
    const second = await list.run(moderator, { cursor: first.nextCursor ?? '', limit: 1 });
    const listed = [...first.items, ...second.items];
    expect(listed.map(({ courseId }) => courseId)).toEqual([ids[1], ids[2], ids[0]]);
    expect(listed[0]).toMatchObject({ title: 'Bread', instructorName: 'Ada', version: 1 });
  });

  it.each(['student', 'instructor', 'member'])('is not shown to a %s', async (role) => {
    const { list } = open();
    const ctx = database.tenantCtx({ roles: [role] });
    await expect(list.run(ctx, { cursor: undefined, limit: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('refuses a cursor that it did not give', async () => {
    const { moderator, list } = open();
    for (const key of ['["x","y"]', '["2024-01-01T00:00:00.000Z","y"]', '[1]', '{}']) {
      const cursor = Buffer.from(key).toString('base64url');
      await expect(list.run(moderator, { cursor, limit: 1 })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    }
  });

  it('of the second tenant is its own', async () => {
    const { submit, deliver, queueOf, publish, catalog, moderator } = open();
    const courseId = await submit();
    await deliver();
    const stranger = database.tenantCtx({ tenant: 'second', roles: ['owner'] });
    expect(await queueOf(stranger)).toEqual([]);
    await expect(publish.run(stranger, { courseId })).rejects.toMatchObject({
      code: 'course_not_found',
    });
    expect(await queueOf()).toContain(courseId);
    expect(await catalog.published(moderator, { courseId })).toBeUndefined();
  });
});

describe('a decision', () => {
  it('to publish takes the course off the queue at once and says who decided', async () => {
    const { moderator, submit, deliver, publish, queueOf } = open();
    const courseId = await submit();
    await deliver();
    expect(await publish.run(moderator, { courseId })).toBe(1);
    expect(await queueOf()).not.toContain(courseId);
    const decidedBy = moderator.actor.kind === 'user' ? moderator.actor.userId : '';
    expect(await rowOf(courseId)).toMatchObject({ decision: 'published', decided_by: decidedBy });
  });

  it('to reject keeps the reason', async () => {
    const { moderator, submit, deliver, reject, queueOf } = open();
    const courseId = await submit();
    await deliver();
    await reject.run(moderator, { courseId, reason: 'No sound' });
    expect(await queueOf()).not.toContain(courseId);
    expect(await rowOf(courseId)).toMatchObject({ decision: 'rejected', reason: 'No sound' });
  });

  it('that the catalog refuses leaves the course in the queue', async () => {
    const { instructor, moderator, submit, deliver, publish, queueOf, catalog } = open();
    const courseId = await submit();
    await deliver();
    catalog.addDraft(instructor, curriculumOf({ courseId, version: 0 }));
    await expect(publish.run(moderator, { courseId })).rejects.toMatchObject({
      code: 'course_not_in_review',
    });
    expect(await queueOf()).toContain(courseId);
  });

  it('of which only the event arrived is taken over, and the next submission waits again', async () => {
    const { instructor, moderator, submit, announce, deliver, queueOf } = open();
    const courseId = await submit();
    await database.db.inTx(moderator, (tx) =>
      database.outbox.emit(tx, eventOf(courseRejected, { courseId, reason: 'Too short' })),
    );
    await deliver();
    expect(await queueOf()).not.toContain(courseId);
    const decidedBy = moderator.actor.kind === 'user' ? moderator.actor.userId : '';
    expect(await rowOf(courseId)).toMatchObject({ reason: 'Too short', decided_by: decidedBy });
    await announce(instructor, courseId, new Date());
    await deliver();
    expect(await queueOf()).toContain(courseId);
  });

  it.each(['student', 'instructor', 'member'])('is not for a %s', async (role) => {
    const { submit, publish, reject } = open();
    const courseId = await submit();
    const ctx = database.tenantCtx({ roles: [role] });
    await expect(publish.run(ctx, { courseId })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reject.run(ctx, { courseId, reason: 'No' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
