import { type Id, newId } from '@edumaster/kernel';
import { eventOf } from '@edumaster/events';
import { resourceStored } from '@edumaster/media';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { FollowMedia } from '../handlers/follow-media.ts';
import { catalogModule } from '../module.ts';
import { catalogWorld } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';
import { AttachStoredResource } from './attach-stored-resource.ts';
import { AttachUploadedMedia } from './attach-uploaded-media.ts';
import { FollowEncoding } from './follow-encoding.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

function open() {
  const world = { ...catalogWorld(database), ...testPeople(database.tenantCtx) };
  const { db } = database;
  const consumer = new FollowMedia(
    new AttachUploadedMedia(db),
    new FollowEncoding(db),
    new AttachStoredResource(db),
  );
  const stored = async (lectureId: Id<'lecture'>, ownerId = world.userId) => {
    const data = { mediaId: newId<'media'>(), ownerId, lectureId, filename: 'b.zip', size: 7 };
    await db.inTx(world.instructor, (tx) =>
      database.outbox.emit(tx, eventOf(resourceStored, data)),
    );
    await database.deliver([consumer]);
    return data.mediaId;
  };
  const titles = async (courseId: Id<'course'>, which: 'draft' | 'published' = 'draft') => {
    const course = await world.facade[which](world.instructor, { courseId });
    return (course?.lectures[0]?.resources ?? []).map(({ title }) => title);
  };
  return { ...world, stored, titles };
}

type World = ReturnType<typeof open>;

async function publish({ submit, publish: decide, instructor }: World, courseId: Id<'course'>) {
  await submit.run(instructor, { courseId });
  await decide.run(instructor, { courseId });
}

describe('a file of a lecture', () => {
  it('is attached once, renamed and removed', async () => {
    const world = open();
    const { instructor, userId, shelf, titles } = world;
    const { courseId, lectureId } = await world.draftWith(instructor, 'article');
    const mediaId = shelf.add(userId, { purpose: 'resource' });
    const attach = () => world.attachResource.run(instructor, { lectureId, mediaId });
    const [first, second] = await Promise.all([attach(), attach()]);
    expect(first.id).toBe(second.id);
    expect(await titles(courseId)).toEqual(['a.pdf']);
    const resourceId = first.id;
    await world.renameResource.run(instructor, { resourceId, title: 'Slides' });
    expect(await titles(courseId)).toEqual(['Slides']);
    await world.removeResource.run(instructor, { resourceId });
    expect(await titles(courseId)).toEqual([]);
    await expect(world.removeResource.run(instructor, { resourceId })).rejects.toMatchObject({
      code: 'resource_not_found',
    });
  });

  it('is what a version says: a change of the draft changes nothing for learners', async () => {
    const world = open();
    const { instructor, userId, shelf, titles } = world;
    const { courseId, lectureId } = await world.draftWith(instructor, 'article');
    const mediaId = shelf.add(userId, { purpose: 'resource' });
    const title = 'Slides';
    const { id } = await world.attachResource.run(instructor, { lectureId, mediaId, title });
    await publish(world, courseId);
    expect(await titles(courseId, 'published')).toEqual(['Slides']);
    await world.removeResource.run(instructor, { resourceId: id });
    expect(await titles(courseId)).toEqual([]);
    expect(await titles(courseId, 'published')).toEqual(['Slides']);
    await publish(world, courseId);
    expect(await titles(courseId, 'published')).toEqual([]);
  });

  it('is one that its teacher uploaded for that, looked at, and not too many', async () => {
    const world = open();
    const { instructor, userId, shelf } = world;
    const { courseId, lectureId } = await world.draftWith(instructor, 'article');
    const attach = (mediaId: Id<'media'>) =>
      world.attachResource.run(instructor, { lectureId, mediaId });
    const refusal = (code: string) => expect.objectContaining({ code });
    const wrong: [Id<'media'>, string][] = [
      [newId<'media'>(), 'validation_failed'],
      [shelf.add(userId), 'validation_failed'],
      [shelf.add(newId<'user'>(), { purpose: 'resource' }), 'validation_failed'],
      [shelf.add(userId, { purpose: 'resource', status: 'failed' }), 'media_failed'],
      [shelf.add(userId, { purpose: 'resource', status: 'processing' }), 'media_not_ready'],
    ];
    for (const [mediaId, code] of wrong)
      await expect(attach(mediaId)).rejects.toEqual(refusal(code));
    for (let count = 0; count < 50; count += 1) {
      await attach(shelf.add(userId, { purpose: 'resource' }));
    }
    const another = shelf.add(userId, { purpose: 'resource' });
    await expect(attach(another)).rejects.toEqual(refusal('too_many_resources'));
    await world.submit.run(instructor, { courseId });
    await expect(attach(another)).rejects.toEqual(refusal('course_in_review'));
  });

  it('is attached where it was uploaded for, and never for a stranger or a second time', async () => {
    const world = open();
    const { instructor, titles, stored } = world;
    const { courseId, lectureId } = await world.draftWith(instructor, 'article');
    await stored(lectureId, newId<'user'>());
    await stored(newId<'lecture'>());
    expect(await titles(courseId)).toEqual([]);
    await stored(lectureId);
    expect(await titles(courseId)).toEqual(['b.zip']);
    await world.submit.run(instructor, { courseId });
    await stored(lectureId);
    expect(await titles(courseId)).toEqual(['b.zip']);
  });

  it('is nobody else’s: strangers and other tenants do not learn of it', async () => {
    const world = open();
    const { instructor, foreigner, userId, shelf } = world;
    const { lectureId } = await world.draftWith(instructor, 'article');
    const mediaId = shelf.add(userId, { purpose: 'resource' });
    const { id: resourceId } = await world.attachResource.run(instructor, { lectureId, mediaId });
    const stranger = database.tenantCtx({ roles: ['instructor'] });
    for (const ctx of [foreigner, { ...stranger, tenantId: instructor.tenantId }]) {
      const renamed = world.renameResource.run(ctx, { resourceId, title: 'Mine' });
      await expect(renamed).rejects.toMatchObject({ code: 'resource_not_found' });
    }
  });
});
