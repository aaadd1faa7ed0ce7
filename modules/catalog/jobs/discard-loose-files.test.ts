import { type Id, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { catalogModule } from '../module.ts';
import { catalogWorld } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';
import { AttachStoredResource } from '../use-cases/attach-stored-resource.ts';
import { DiscardLooseFiles } from './discard-loose-files.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const never = new AbortController().signal;

/** A draft with a file that a lecture has. */
async function open() {
  const world = { ...catalogWorld(database), ...testPeople(database.tenantCtx) };
  const { instructor, shelf, userId } = world;
  const course = await world.draftWith(instructor, 'article');
  const { courseId, lectureId } = course;
  const mediaId = shelf.add(userId, { purpose: 'resource' });
  const attach = () => world.attachResource.run(instructor, { lectureId, mediaId });
  const { id: resourceId } = await attach();
  const publish = async () => {
    await world.submit.run(instructor, { courseId });
    await world.publish.run(instructor, { courseId });
  };
  const remove = () => world.removeResource.run(instructor, { resourceId });
  const { remove: deleteCourse } = world;
  return { ...world, ...course, deleteCourse, mediaId, attach, publish, remove };
}

/** As if so many days had gone by since the file was removed, and hours since the last version. */
async function later(mediaId: Id<'media'>, days: number): Promise<void> {
  await database.owner.query(
    `update catalog.loose_files set loose_since = loose_since - make_interval(days => $2)
     where media_id = $1`,
    [mediaId, days],
  );
}

async function discarded(mediaId: Id<'media'>): Promise<number> {
  await new DiscardLooseFiles(database.db, database.outbox).run(never, 'platform');
  const { rows } = await database.owner.query(
    `select 1 from events.log where type = 'resource.discarded' and aggregateid = $1`,
    [mediaId],
  );
  return rows.length;
}

describe('a file that was removed from a lecture', () => {
  it('is discarded after a week, once', async () => {
    const { mediaId, remove } = await open();
    await later(mediaId, 8);
    expect(await discarded(mediaId)).toBe(0);
    await remove();
    await later(mediaId, 6);
    expect(await discarded(mediaId)).toBe(0);
    await later(mediaId, 2);
    expect(await discarded(mediaId)).toBe(1);
    expect(await discarded(mediaId)).toBe(1);
  });

  it.each<[string, (world: Awaited<ReturnType<typeof open>>) => Promise<unknown>]>([
    ['its lecture', (w) => w.deleteLecture.run(w.instructor, { lectureId: w.lectureId })],
    ['its section', (w) => w.deleteSection.run(w.instructor, { sectionId: w.sectionId })],
    ['its course', (w) => w.deleteCourse.run(w.instructor, { courseId: w.courseId })],
  ])('with %s is discarded too', async (_, removeAll) => {
    const world = await open();
    await removeAll(world);
    await later(world.mediaId, 8);
    expect(await discarded(world.mediaId)).toBe(1);
  });

  it('stays as long as the version that learners see shows it', async () => {
    const { mediaId, publish, remove } = await open();
    await publish();
    await remove();
    await later(mediaId, 400);
    expect(await discarded(mediaId)).toBe(0);
    await publish();
    // Who came a moment before may still hold an address of it.
    expect(await discarded(mediaId)).toBe(0);
    await database.owner.query('alter table catalog.course_versions disable trigger immutable');
    await database.owner.query(
      `update catalog.course_versions set published_at = published_at - interval '2 hours'`,
    );
    await database.owner.query('alter table catalog.course_versions enable trigger immutable');
    expect(await discarded(mediaId)).toBe(1);
  });

  it('stays when another lecture has it, or has it again', async () => {
    const { mediaId, remove, attach } = await open();
    await remove();
    await attach();
    await later(mediaId, 8);
    expect(await discarded(mediaId)).toBe(0);
    const { rows } = await database.owner.query(
      'select 1 from catalog.loose_files where media_id = $1',
      [mediaId],
    );
    expect(rows).toEqual([]);
  });

  it('that is discarded is given to no lecture any more', async () => {
    const { mediaId, remove, attach } = await open();
    await remove();
    await later(mediaId, 8);
    expect(await discarded(mediaId)).toBe(1);
    await expect(attach()).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('is discarded or attached, and never both, when both come at the same moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { mediaId, remove, attach } = await open();
      await remove();
      await later(mediaId, 8);
      const [attached, events] = await Promise.all([
        attach().then(
          () => true,
          () => false,
        ),
        discarded(mediaId),
      ]);
      expect([attached, events]).toEqual(attached ? [true, 0] : [false, 1]);
    }
  });
});

describe('a file that arrived', () => {
  it('and that no lecture has is discarded after a week, unless one gets it', async () => {
    const { instructor, userId, lectureId } = await open();
    const stored = new AttachStoredResource(database.db);
    const about = { ownerId: userId, filename: 'a.pdf', size: 7 };
    const [lost, attached] = [newId<'media'>(), newId<'media'>()];
    await stored.run(instructor, { ...about, mediaId: lost, lectureId: null });
    await stored.run(instructor, { ...about, mediaId: attached, lectureId });
    for (const mediaId of [lost, attached]) await later(mediaId, 8);
    expect(await discarded(lost)).toBe(1);
    expect(await discarded(attached)).toBe(0);
  });
});
