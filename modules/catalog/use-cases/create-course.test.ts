import type { Ctx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { catalogModule } from '../module.ts';
import { catalogWorld, validCourse } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

function parts() {
  const { db, outbox, audit, quotas } = database;
  return { db, outbox, audit, quotas };
}

function open() {
  return { ...catalogWorld(database), ...testPeople(database.tenantCtx) };
}

describe('creating a course', () => {
  it('is refused to a student', async () => {
    const { student, create } = open();
    await expect(create.run(student, validCourse)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is refused to who has not proven their address, and leaves nothing', async () => {
    const { instructor, create, identity } = open();
    const refusal = new Error('not proven');
    identity.requireVerified = () => Promise.reject(refusal);
    const title = 'By somebody unknown';
    await expect(create.run(instructor, { ...validCourse, title })).rejects.toBe(refusal);
    const { rows } = await database.owner.query('select 1 from catalog.courses where title = $1', [
      title,
    ]);
    expect(rows).toEqual([]);
  });

  it('names the category when there is none of this slug', async () => {
    const { instructor, create } = open();
    const attempt = create.run(instructor, { ...validCourse, category: 'alchemy' });
    await expect(attempt).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'category' }],
    });
  });

  it('gives every course of one title a slug of its own, also at the same moment', async () => {
    const { instructor, create, read } = open();
    const title = 'Only one of these';
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => create.run(instructor, { ...validCourse, title })),
    );
    const views = await Promise.all(ids.map((ref) => read.run(instructor, { ref })));
    const slugs = views.map(({ course }) => course.slug);
    expect(new Set(slugs).size).toBe(8);
    expect(slugs).toContain('only-one-of-these');
    expect(slugs.every((slug) => slug.startsWith('only-one-of-these'))).toBe(true);
    const [first] = views;
    const bySlug = await read.run(instructor, { ref: first?.course.slug ?? '' });
    expect(bySlug.course.id).toBe(first?.course.id);
  });

  it('keeps clear of addresses that mean something else', async () => {
    const { instructor, create, read } = open();
    const courseId = await create.run(instructor, { ...validCourse, title: 'Search' });
    const { course } = await read.run(instructor, { ref: courseId });
    expect(course.slug).toMatch(/^search-[a-z0-9]{6}$/);
  });

  it('may use one slug in each tenant', async () => {
    const { instructor, foreigner, create, read } = open();
    const title = 'In two tenants';
    const here = await create.run(instructor, { ...validCourse, title });
    const there = await create.run(foreigner, { ...validCourse, title });
    const views = [
      await read.run(instructor, { ref: here }),
      await read.run(foreigner, { ref: there }),
    ];
    expect(views.map(({ course }) => course.slug)).toEqual(['in-two-tenants', 'in-two-tenants']);
  });
});

describe('how many courses', () => {
  const perDay = 10;
  const day = 24 * 60 * 60 * 1_000;
  const begin = new Date('2026-03-01T10:00:00Z').getTime();

  function openLimited() {
    const { create, remove } = catalogWorld({ ...parts(), coursesPerDay: perDay });
    const { instructor } = testPeople(database.tenantCtx);
    const at = (milliseconds: number) => ({ ...instructor, now: new Date(begin + milliseconds) });
    const createAll = async (ctx: Ctx, count: number) => {
      const all = Array.from({ length: count }, () => create.run(ctx, validCourse));
      const settled = await Promise.allSettled(all);
      return settled.filter(({ status }) => status === 'fulfilled').length;
    };
    return { create, remove, at, createAll };
  }

  it('an instructor creates in a day: ten, also of 50 at once', async () => {
    const { create, at, createAll } = openLimited();
    expect(await createAll(at(0), 50)).toBe(perDay);
    await expect(create.run(at(1_000), validCourse)).rejects.toMatchObject({
      code: 'too_many_requests',
      detail: 'You can create 10 courses a day',
      retryAfterSeconds: day / 1_000 - 1,
    });
  });

  it('at the window’s edge: as many as have left it, also of 50 at once', async () => {
    const { at, createAll } = openLimited();
    expect(await createAll(at(0), 4)).toBe(4);
    expect(await createAll(at(1), 50)).toBe(6);
    expect(await createAll(at(day - 1), 50)).toBe(0);
    expect(await createAll(at(day), 50)).toBe(4);
    expect(await createAll(at(day + 1), 50)).toBe(6);
  });

  it('deleting one makes no room for another', async () => {
    const { create, remove, at, createAll } = openLimited();
    const courseId = await create.run(at(0), validCourse);
    await remove.run(at(0), { courseId });
    expect(await createAll(at(1), 50)).toBe(perDay - 1);
  });

  it('one that was refused for its category uses nothing up', async () => {
    const { create, at, createAll } = openLimited();
    const wrong = create.run(at(0), { ...validCourse, category: 'alchemy' });
    await expect(wrong).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await createAll(at(0), 50)).toBe(perDay);
  });
});

describe('editing a course', () => {
  it('writes what is given and leaves the rest', async () => {
    const { instructor, create, edit, read } = open();
    const courseId = await create.run(instructor, validCourse);
    const endsAt = '2099-01-01T00:00:00.000Z';
    await edit.run(instructor, {
      courseId,
      changes: { category: 'music', tags: ['Jazz', 'jazz'], discount: { percent: 20, endsAt } },
    });
    const { details } = await read.run(instructor, { ref: courseId });
    expect(details).toMatchObject({
      title: validCourse.title,
      category: 'music',
      tags: ['jazz'],
      discount: { percent: 20, endsAt },
    });
    await edit.run(instructor, { courseId, changes: { discount: null } });
    const after = await read.run(instructor, { ref: courseId });
    expect(after.details.discount).toBeNull();
  });

  it('takes a thumbnail that its instructor uploaded as one, and no other', async () => {
    const { instructor, userId, shelf, create, edit, read } = open();
    const courseId = await create.run(instructor, validCourse);
    const picture = shelf.add(userId, { purpose: 'thumbnail' });
    await edit.run(instructor, { courseId, changes: { thumbnailMediaId: picture } });
    const { details } = await read.run(instructor, { ref: courseId });
    expect(details.thumbnailMediaId).toBe(picture);
    const video = shelf.add(userId);
    const foreign = shelf.add(testPeople(database.tenantCtx).userId, { purpose: 'thumbnail' });
    for (const thumbnailMediaId of [video, foreign]) {
      await expect(
        edit.run(instructor, { courseId, changes: { thumbnailMediaId } }),
      ).rejects.toMatchObject({ errors: [{ path: 'thumbnailMediaId' }] });
    }
  });
});

describe('the courses of an instructor', () => {
  it('come in pages, the newest first, in every state', async () => {
    const { instructor, create, listOwn } = open();
    const ids = [];
    for (let count = 0; count < 5; count += 1) ids.push(await create.run(instructor, validCourse));
    const first = await listOwn.run(instructor, { cursor: undefined, limit: 3 });
    const rest = await listOwn.run(instructor, { cursor: first.nextCursor ?? '', limit: 3 });
    const listed = [...first.items, ...rest.items].map(({ course }) => course.id);
    expect(new Set(listed)).toEqual(new Set(ids));
    expect(listed).toEqual([...listed].sort().reverse());
    expect(rest.nextCursor).toBeNull();
  });

  it('refuse a cursor that is not theirs', async () => {
    const { instructor, listOwn } = open();
    const cursor = Buffer.from('["not-an-id"]').toString('base64url');
    await expect(listOwn.run(instructor, { cursor, limit: 3 })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});

describe('categories', () => {
  it('are there in every tenant from the beginning, also when two ask at once', async () => {
    const { foreigner, listCategories } = open();
    const lists = await Promise.all([listCategories.run(foreigner), listCategories.run(foreigner)]);
    expect(lists[0]).toEqual(lists[1]);
    expect(lists[0].map(({ slug }) => slug)).toContain('programming');
  });

  it('are added by an administrator, below another if wished, once', async () => {
    const { admin, foreigner, createCategory, listCategories } = open();
    const parent = await createCategory.run(admin, { name: 'Cooking', parentId: null });
    const child = await createCategory.run(admin, { name: 'Baking', parentId: parent.id });
    expect(child).toMatchObject({ slug: 'baking', parentId: parent.id });
    await expect(
      createCategory.run(admin, { name: 'baking!', parentId: null }),
    ).rejects.toMatchObject({ code: 'category_exists' });
    const foreign = createCategory.run(foreigner, { name: 'Bread', parentId: parent.id });
    await expect(foreign).rejects.toMatchObject({ errors: [{ path: 'parentId' }] });
    const there = await listCategories.run(foreigner);
    expect(there.map(({ slug }) => slug)).not.toContain('cooking');
  });
});

describe('provisioning', () => {
  const imported = {
    ...validCourse,
    slug: 'imported',
    sections: [
      { title: 'One', lectures: [{ title: 'Read', kind: 'article', articleBody: 'A few words' }] },
    ],
  } as const;

  it('publishes a course once, as old as it is said to be', async () => {
    const { userId, student, facade, read } = open();
    const now = new Date('2025-01-02T03:04:05.000Z');
    const ctx = database.tenantCtx({ now });
    const course = { ...imported, instructorId: userId };
    const first = await facade.provision(ctx, { course });
    const second = await facade.provision(ctx, { course });
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.courseId).toBe(first.courseId);
    const view = await read.run(student, { ref: 'imported' });
    expect(view).toMatchObject({ status: 'published', course: { createdAt: now } });
    const lectureId = (await facade.published(student, first))?.lectures[0]?.id;
    const { courseId } = first;
    expect(
      lectureId && (await facade.article(student, { courseId, lectureId, from: 'published' })),
    ).toEqual({ title: 'Read', body: 'A few words' });
  });

  it('leaves nothing behind when a video is missing', async () => {
    const { userId, student, facade, read } = open();
    const sections = [{ title: 'One', lectures: [{ title: 'Watch', kind: 'video' }] }] as const;
    const course = { ...imported, slug: 'without-video', instructorId: userId, sections };
    await expect(facade.provision(student, { course })).rejects.toMatchObject({
      code: 'course_incomplete',
    });
    await expect(read.run(student, { ref: 'without-video' })).rejects.toMatchObject({
      code: 'course_not_found',
    });
  });
});
