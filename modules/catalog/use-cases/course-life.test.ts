import { eventually, useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { publishedSignal } from '../index.ts';
import { catalogModule } from '../module.ts';
import { catalogWorld, validCourse } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

function open() {
  return { ...catalogWorld(database), ...testPeople(database.tenantCtx) };
}

async function eventsOf(courseId: string): Promise<{ type: string; payload: never }[]> {
  const { rows } = await database.owner.query(
    'select type, payload from events.log where aggregateid = $1 order by position',
    [courseId],
  );
  return rows;
}

async function published() {
  const world = open();
  const ids = await world.draftWith(world.instructor, 'article');
  await world.submit.run(world.instructor, ids);
  await world.facade.publish(world.moderator, ids);
  return { ...world, ...ids };
}

describe('a course', () => {
  it('is signalled when learners are shown another version of it', async () => {
    const signals = await database.signals();
    const heard: (string | undefined)[] = [];
    signals.listen(publishedSignal, (key) => heard.push(key));
    const { courseId } = await published();
    await eventually('the signal', () => heard.includes(courseId) || undefined);
  });

  it('goes from draft over review to published, and tells everybody with the whole card', async () => {
    const { instructor, moderator, student, draftWith, submit, facade, read } = open();
    const { courseId } = await draftWith(instructor, 'article');
    await expect(read.run(student, { ref: courseId })).rejects.toMatchObject({
      code: 'course_not_found',
    });
    expect(await read.run(instructor, { ref: courseId })).toMatchObject({ status: 'draft' });
    await submit.run(instructor, { courseId });
    expect(await read.run(moderator, { ref: courseId })).toMatchObject({ status: 'in_review' });
    expect(await facade.publish(moderator, { courseId })).toEqual({ courseId, version: 1 });
    const view = await read.run(student, { ref: courseId });
    expect(view).toMatchObject({ kind: 'published', status: 'published' });
    const [submitted, card] = await eventsOf(courseId);
    expect(submitted).toMatchObject({
      type: 'course.submitted',
      payload: { title: validCourse.title, version: 1 },
    });
    expect(card).toMatchObject({
      type: 'course.published',
      payload: {
        slug: view.course.slug,
        version: 1,
        category: 'programming',
        categoryName: 'Programming',
        price: validCourse.price,
        discount: null,
        tags: ['baking'],
        lectureTitles: ['First'],
        lectureCount: 1,
        instructor: { id: view.instructor.id, name: view.instructor.name },
      },
    });
  });

  it('given back is a draft again, and its instructor reads why until the next submission', async () => {
    const { instructor, moderator, draftWith, submit, facade, read } = open();
    const { courseId } = await draftWith(instructor, 'article');
    await submit.run(instructor, { courseId });
    await facade.reject(moderator, { courseId, reason: 'The sound is missing' });
    const view = await read.run(instructor, { ref: courseId });
    expect(view).toMatchObject({ status: 'draft', rejection: { reason: 'The sound is missing' } });
    await submit.run(instructor, { courseId });
    expect(await read.run(moderator, { ref: courseId })).toMatchObject({ rejection: undefined });
  });

  it('shows changes to its insiders only, until the next version is published', async () => {
    const { instructor, moderator, student, courseId, edit, submit, facade, read } =
      await published();
    await edit.run(instructor, { courseId, changes: { title: 'Better bread' } });
    expect(await read.run(student, { ref: courseId })).toMatchObject({
      status: 'published',
      details: { title: validCourse.title },
    });
    for (const insider of [instructor, moderator]) {
      expect(await read.run(insider, { ref: courseId })).toMatchObject({
        status: 'draft',
        details: { title: 'Better bread' },
        course: { publishedVersion: 1 },
      });
    }
    await submit.run(instructor, { courseId });
    expect(await facade.publish(moderator, { courseId })).toEqual({ courseId, version: 2 });
    expect(await read.run(student, { ref: courseId })).toMatchObject({
      details: { title: 'Better bread' },
    });
  });

  it('keeps the ids of its lectures over its versions', async () => {
    const { instructor, moderator, courseId, lectureId, editLecture, submit, facade } =
      await published();
    await editLecture.run(instructor, { lectureId, changes: { title: 'Renamed' } });
    await submit.run(instructor, { courseId });
    await facade.publish(moderator, { courseId });
    const curriculum = await facade.published(instructor, { courseId });
    expect(curriculum?.lectures).toMatchObject([{ id: lectureId, title: 'Renamed' }]);
  });

  it('has versions that nobody can change, not even who owns the table', async () => {
    const { courseId, instructor } = await published();
    const change = `update catalog.course_versions set content = '{}' where course_id = '${courseId}'`;
    await expect(database.db.inTx(instructor, (tx) => tx.rows({ text: change }))).rejects.toThrow(
      /permission denied/,
    );
    await expect(database.owner.query(change)).rejects.toThrow(/never changed/);
    await expect(database.owner.query('truncate catalog.course_versions cascade')).rejects.toThrow(
      /never changed/,
    );
  });

  it('archived is offered no longer, and stays readable for those who have it', async () => {
    const { instructor, student, courseId, archive, edit, facade, read } = await published();
    await archive.run(instructor, { courseId });
    expect(await read.run(student, { ref: courseId })).toMatchObject({ status: 'archived' });
    expect(await facade.published(student, { courseId })).toMatchObject({ isArchived: true });
    await expect(archive.run(instructor, { courseId })).rejects.toMatchObject({
      code: 'course_archived',
    });
    await expect(edit.run(instructor, { courseId, changes: {} })).rejects.toMatchObject({
      code: 'course_archived',
    });
    expect((await eventsOf(courseId)).at(-1)).toMatchObject({ type: 'course.archived' });
  });

  it('in review is not changed by anybody', async () => {
    const world = open();
    const { instructor, draftWith, submit } = world;
    const { courseId, sectionId, lectureId } = await draftWith(instructor, 'article');
    await submit.run(instructor, { courseId });
    const attempts = [
      world.edit.run(instructor, { courseId, changes: { title: 'Other' } }),
      world.remove.run(instructor, { courseId }),
      world.addSection.run(instructor, { courseId, title: 'Two' }),
      world.renameSection.run(instructor, { sectionId, title: 'Other' }),
      world.deleteSection.run(instructor, { sectionId }),
      world.editLecture.run(instructor, { lectureId, changes: { title: 'Other' } }),
      world.deleteLecture.run(instructor, { lectureId }),
      world.orderOutline.run(instructor, { courseId, outline: [] }),
      world.submit.run(instructor, { courseId }),
      world.archive.run(instructor, { courseId }),
    ];
    const outcomes = await Promise.allSettled(attempts);
    const codes = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? outcome.reason.code : 'allowed',
    );
    expect(codes).toEqual(attempts.map(() => 'course_in_review'));
  });

  it('is submitted only when it is complete, and the refusal names everything', async () => {
    const { instructor, create, edit, submit, read } = open();
    const courseId = await create.run(instructor, validCourse);
    await edit.run(instructor, { courseId, changes: { description: 'Short' } });
    const refusal = await submit.run(instructor, { courseId }).catch((error) => error);
    expect(refusal).toMatchObject({
      code: 'course_incomplete',
      extra: { missing: [{ code: 'description_too_short' }, { code: 'no_lecture' }] },
    });
    expect(await read.run(instructor, { ref: courseId })).toMatchObject({
      status: 'draft',
      problems: refusal.extra.missing,
    });
  });

  it('is deleted with all it has while it was never published, and never after', async () => {
    const world = await published();
    const { instructor, courseId, sectionId, lectureId, draftWith, remove, submit, facade } = world;
    const fresh = await draftWith(instructor, 'article');
    await submit.run(instructor, fresh);
    await facade.reject(world.moderator, { ...fresh, reason: 'No' });
    await remove.run(instructor, fresh);
    const { rows } = await database.owner.query('select 1 from catalog.lectures where id = $1', [
      fresh.lectureId,
    ]);
    expect(rows).toEqual([]);
    await expect(remove.run(instructor, { courseId })).rejects.toMatchObject({
      code: 'course_was_published',
    });
    await expect(world.deleteSection.run(instructor, { sectionId })).rejects.toMatchObject({
      code: 'section_was_published',
    });
    await expect(world.deleteLecture.run(instructor, { lectureId })).rejects.toMatchObject({
      code: 'lecture_was_published',
    });
  });

  it('keeps a section into which a published lecture was moved', async () => {
    const { instructor, courseId, sectionId, lectureId, ...world } = await published();
    const added = await world.addSection.run(instructor, { courseId, title: 'New' });
    const outline = [
      { id: sectionId, lectures: [] },
      { id: added.id, lectures: [lectureId] },
    ];
    await world.orderOutline.run(instructor, { courseId, outline });
    await expect(
      world.deleteSection.run(instructor, { sectionId: added.id }),
    ).rejects.toMatchObject({ code: 'section_was_published' });
  });
});

describe('at the same moment', () => {
  it('of eight submissions one wins, and is announced once', async () => {
    const { instructor, draftWith, submit } = open();
    const { courseId } = await draftWith(instructor, 'article');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => submit.run(instructor, { courseId })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf(courseId)).toHaveLength(1);
  });

  it('of eight publications one wins, and there is one version', async () => {
    const { instructor, moderator, draftWith, submit, facade } = open();
    const { courseId } = await draftWith(instructor, 'article');
    await submit.run(instructor, { courseId });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => facade.publish(moderator, { courseId })),
    );
    const lost = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    );
    expect(lost).toEqual(Array.from({ length: 7 }, () => 'course_not_in_review'));
    expect((await eventsOf(courseId)).map(({ type }) => type)).toEqual([
      'course.submitted',
      'course.published',
    ]);
  });

  it('a publication and a rejection do not both happen', async () => {
    const { instructor, moderator, draftWith, submit, facade } = open();
    const { courseId } = await draftWith(instructor, 'article');
    await submit.run(instructor, { courseId });
    const outcomes = await Promise.allSettled([
      facade.publish(moderator, { courseId }),
      facade.reject(moderator, { courseId, reason: 'No' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('who may', () => {
  it('others are told that a draft does not exist, and that a published course is not theirs', async () => {
    const { instructor, otherInstructor, draftWith, submit, facade, moderator, edit } = open();
    const { courseId } = await draftWith(instructor, 'article');
    const attempt = () => edit.run(otherInstructor, { courseId, changes: { title: 'Mine' } });
    await expect(attempt()).rejects.toMatchObject({ code: 'course_not_found' });
    await expect(facade.draft(otherInstructor, { courseId })).rejects.toMatchObject({
      code: 'course_not_found',
    });
    await submit.run(instructor, { courseId });
    await facade.publish(moderator, { courseId });
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(facade.draft(otherInstructor, { courseId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await facade.maySeeDraft(otherInstructor, { courseId })).toBe(false);
  });

  it('a moderator reads drafts and changes none', async () => {
    const { instructor, moderator, draftWith, edit, facade } = open();
    const { courseId } = await draftWith(instructor, 'article');
    expect(await facade.maySeeDraft(moderator, { courseId })).toBe(true);
    await expect(
      edit.run(moderator, { courseId, changes: { title: 'Other' } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('an administrator changes every course', async () => {
    const { instructor, admin, draftWith, edit, read } = open();
    const { courseId } = await draftWith(instructor, 'article');
    await edit.run(admin, { courseId, changes: { title: 'Tidied' } });
    expect(await read.run(admin, { ref: courseId })).toMatchObject({
      details: { title: 'Tidied' },
    });
  });
});

describe('the second tenant', () => {
  it('sees nothing, whoever asks', async () => {
    const world = await published();
    const { foreigner, courseId, sectionId, lectureId, facade } = world;
    expect(await facade.published(foreigner, { courseId })).toBeUndefined();
    expect(await facade.publishedMany(foreigner, { courseIds: [courseId] })).toEqual([]);
    expect(await facade.maySeeDraft(foreigner, { courseId })).toBe(false);
    expect(await world.listOwn.run(foreigner, { cursor: undefined, limit: 5 })).toMatchObject({
      items: [],
    });
    const attempts = [
      world.read.run(foreigner, { ref: courseId }),
      world.edit.run(foreigner, { courseId, changes: {} }),
      world.remove.run(foreigner, { courseId }),
      world.submit.run(foreigner, { courseId }),
      world.archive.run(foreigner, { courseId }),
      world.publish.run(foreigner, { courseId }),
      world.reject.run(foreigner, { courseId, reason: 'No' }),
      world.addSection.run(foreigner, { courseId, title: 'x' }),
      world.renameSection.run(foreigner, { sectionId, title: 'x' }),
      world.editLecture.run(foreigner, { lectureId, changes: {} }),
    ];
    const outcomes = await Promise.allSettled(attempts);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: { code: expect.stringMatching(/_not_found$/) } });
    }
  });
});
