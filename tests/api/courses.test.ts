import { eventually } from '@edumaster/testkit';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { newArticleCourse } from '../running-server/new-article-course.ts';
import { problemOf, refusedFields } from '../running-server/problem.ts';
import { makeTestPicture } from '../running-server/test-clips.ts';
import { untilMedia, uploadFile } from '../running-server/upload-video.ts';
import { demoVisitor, json, newVisitor, visitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);
let instructor: Visitor;
let moderator: Visitor;
let student: Visitor;

beforeAll(async () => {
  [instructor, moderator, student] = await Promise.all([
    demoVisitor(url, 'instructor'),
    demoVisitor(url, 'moderator'),
    newVisitor(url),
  ]);
});

const validCourse = {
  title: 'A course of its own',
  description: 'Long enough to say what it is about.',
  category: 'design',
  level: 'beginner',
  language: 'en',
  price: { amount: 4999, currency: 'USD' },
};

const create = (body: unknown) => instructor.send('/api/v1/courses', json('POST', body));
const address = (id: string, action = '') => `/api/v1/courses/${id}${action}`;
const act = (by: Visitor, id: string, action: string, body?: unknown) =>
  by.send(address(id, `/${action}`), body ? json('POST', body) : { method: 'POST' });

async function published(): Promise<Awaited<ReturnType<typeof newArticleCourse>>> {
  const course = await newArticleCourse(instructor);
  await instructor.api.submitCourse({ params: { id: course.courseId } });
  await moderator.api.publishCourse({ params: { id: course.courseId } });
  return course;
}

describe('a new course', () => {
  test('is a draft with all its members', async () => {
    const response = await create({ ...validCourse, subtitle: 'Small', tags: ['One', 'two'] });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      ...validCourse,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      slug: expect.stringMatching(/^a-course-of-its-own/),
      subtitle: 'Small',
      tags: expect.any(Array),
      status: 'draft',
      instructor: { id: instructor.userId, name: expect.any(String) },
      rating: { average: 0, count: 0 },
      enrollmentCount: 0,
      sections: [],
      publishedVersion: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
  });

  test.each([
    ['title', { title: 7 }],
    ['title', { title: ' ' }],
    ['subtitle', { subtitle: null }],
    ['level', { level: 'Beginner' }],
    ['language', { language: '!' }],
    ['category', { category: 'no-such-category' }],
    ['price', { price: 4999 }],
    ['price.amount', { price: { amount: '4999', currency: 'USD' } }],
    ['price.amount', { price: { amount: 49.99, currency: 'USD' } }],
    ['price.currency', { price: { amount: 1, currency: 'usd' } }],
    ['price.free', { price: { amount: 1, currency: 'USD', free: true } }],
    ['tags.1', { tags: ['fine', 5] }],
    ['status', { status: 'published' }],
  ])('with a wrong %s is refused: %j', async (field, wrong) => {
    expect(await refusedFields(await create({ ...validCourse, ...wrong }))).toEqual([field]);
  });

  test('is gone when it was deleted', async () => {
    const { id } = await (await create(validCourse)).json();
    const remove = (by: Visitor) => by.send(address(id), { method: 'DELETE' });
    expect((await remove(student)).status).toBe(403);
    expect((await remove(instructor)).status).toBe(204);
    expect((await problemOf(await remove(instructor))).status).toBe(404);
  });
});

describe('a draft is changed', () => {
  test('in its discount, which ends by itself or on demand', async () => {
    const { id } = await (await create(validCourse)).json();
    const patch = (body: unknown) => instructor.send(address(id), json('PATCH', body));
    const endsAt = '2099-01-01T00:00:00.000Z';
    const discounted = await (await patch({ discount: { percent: 20, endsAt } })).json();
    const listed = { currency: 'USD', listAmount: 4999, discountPercent: 20 };
    expect(discounted.price).toEqual({ ...listed, amount: 4000, discountEndsAt: endsAt });
    const ended = await (await patch({ discount: null })).json();
    expect(ended.price).toEqual({ amount: 4999, currency: 'USD' });
    for (const [field, discount] of [
      ['discount.percent', { percent: 101 }],
      ['discount.percent', {}],
      ['discount.endsAt', { percent: 5, endsAt: 'soon' }],
      ['discount.endsAt', { percent: 5, endsAt: '2020-01-01T00:00:00Z' }],
      ['discount.until', { percent: 5, until: endsAt }],
    ] as const) {
      expect(await refusedFields(await patch({ discount }))).toEqual([field]);
    }
  });

  test('in its thumbnail, a picture that was uploaded for it', async () => {
    const { id } = await (await create(validCourse)).json();
    const picture = await makeTestPicture();
    const mediaId = await uploadFile(instructor, picture, { purpose: 'thumbnail' });
    await untilMedia(instructor, mediaId, ['ready']);
    expect((await untilMedia(instructor, mediaId, ['ready', 'failed'])).status).toBe('ready');
    const patch = (body: unknown) => instructor.send(address(id), json('PATCH', body));
    const { thumbnailUrl } = await (await patch({ thumbnailMediaId: mediaId })).json();
    const image = await nobody.send(thumbnailUrl);
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const unknown = await patch({ thumbnailMediaId: crypto.randomUUID() });
    expect(await refusedFields(unknown)).toEqual(['thumbnailMediaId']);
    const bare = await (await patch({ thumbnailMediaId: null })).json();
    expect(bare).not.toHaveProperty('thumbnailUrl');
  });

  test('in its outline, as a whole', async () => {
    const { courseId, sectionId, lectureId } = await newArticleCourse(instructor);
    const second = await instructor.api.addSection({
      params: { id: courseId },
      body: { title: 'Second' },
    });
    const outline = (sections: unknown) =>
      instructor.send(address(courseId, '/outline'), json('PUT', { sections }));
    const first = { id: sectionId, lectures: [] };
    const turned = await outline([{ id: second.id, lectures: [lectureId] }, first]);
    expect(turned.status).toBe(200);
    const { sections } = await turned.json();
    expect(sections.map(({ title }: { title: string }) => title)).toEqual(['Second', 'All of it']);
    expect(sections[0].lectures).toMatchObject([
      { id: lectureId, title: 'Read me', kind: 'article', isPreview: false },
    ]);
    expect(await refusedFields(await outline([first]))).toContain('sections');
    const wrong = await outline([{ id: 1, lectures: [lectureId, 2], isOpen: true }]);
    expect(new Set(await refusedFields(wrong))).toEqual(
      new Set(['sections.0.id', 'sections.0.lectures.1', 'sections.0.isOpen']),
    );
    const removed = await instructor.send(`/api/v1/sections/${sectionId}`, { method: 'DELETE' });
    expect(removed.status).toBe(204);
    const lecture = `/api/v1/lectures/${lectureId}`;
    expect((await instructor.send(lecture, { method: 'DELETE' })).status).toBe(204);
    expect((await instructor.send(lecture, { method: 'DELETE' })).status).toBe(404);
  });
});

describe('a course on its way', () => {
  test('goes from draft to review, back, to published and into the archive', async () => {
    const { courseId: id } = await newArticleCourse(instructor);
    const conflicts = async (by: Visitor, action: string, body?: unknown) =>
      expect((await problemOf(await act(by, id, action, body))).status).toBe(409);

    await conflicts(moderator, 'publish');
    await conflicts(moderator, 'reject', { reason: 'Not asked for.' });
    await conflicts(instructor, 'archive');
    expect((await act(student, id, 'submit')).status).toBe(403);
    expect(await (await act(instructor, id, 'submit', {})).json()).toMatchObject({
      status: 'in_review',
    });
    await conflicts(instructor, 'submit');
    expect((await instructor.send(address(id), json('PATCH', { title: 'New' }))).status).toBe(409);

    expect((await act(instructor, id, 'publish')).status).toBe(403);
    expect(await refusedFields(await act(moderator, id, 'reject', { reason: ' ' }))).toEqual([
      'reason',
    ]);
    const rejected = await act(moderator, id, 'reject', { reason: 'More examples, please.' });
    expect(await rejected.json()).toMatchObject({ status: 'draft' });
    const { rejection } = await instructor.api.getCourse({ params: { id } });
    expect(rejection?.reason).toBe('More examples, please.');

    expect((await act(instructor, id, 'submit')).status).toBe(200);
    const publication = await act(moderator, id, 'publish');
    expect(await publication.json()).toMatchObject({ status: 'published', publishedVersion: 1 });
    await conflicts(instructor, 'submit');
    const archived = await act(instructor, id, 'archive');
    expect(await archived.json()).toMatchObject({ status: 'archived' });
    await conflicts(instructor, 'archive');
  });

  test('that was published is not deleted, nor is what was published of it', async () => {
    const { courseId, sectionId, lectureId } = await published();
    for (const path of [
      address(courseId),
      `/api/v1/sections/${sectionId}`,
      `/api/v1/lectures/${lectureId}`,
    ]) {
      const response = await instructor.send(path, { method: 'DELETE' });
      expect((await problemOf(response)).status).toBe(409);
    }
  });

  test('shows its next draft to insiders, and the published version to everyone else', async () => {
    const { courseId: id, slug, title } = await published();
    const changed = await instructor.send(address(id), json('PATCH', { title: 'Next year' }));
    expect(changed.status).toBe(200);
    const admin = await demoVisitor(url, 'admin');
    for (const insider of [instructor, moderator, admin]) {
      const draft = await insider.api.getCourse({ params: { id } });
      expect(draft).toMatchObject({ title: 'Next year', status: 'draft', publishedVersion: 1 });
    }
    for (const outsider of [nobody, student]) {
      const course = await outsider.api.getCourse({ params: { id: slug } });
      expect(course).toMatchObject({ id, title, status: 'published', publishedVersion: 1 });
      expect(course).not.toHaveProperty('submissionProblems');
    }
  });
});

describe('finding courses', () => {
  test('gives courses without sections, facets and a total', async () => {
    const { courseId, title } = await published();
    const word = title.split(' ').at(-1) ?? '';
    const found = await eventually('the course in the search', async () => {
      const result = await nobody.api.searchCourses({ query: { q: word, category: 'music' } });
      return result.items.length > 0 ? result : undefined;
    });
    expect(found).toMatchObject({
      items: [{ id: courseId, title, category: 'music', status: 'published' }],
      total: 1,
      nextCursor: null,
    });
    expect(found.items[0]).not.toHaveProperty('sections');
    expect(Object.keys(found.facets)).toEqual(['category', 'level', 'language', 'price', 'rating']);
    expect(found.facets.category).toEqual([{ value: 'music', count: 1 }]);
    const elsewhere = await nobody.api.searchCourses({ query: { q: word, category: 'design' } });
    expect(elsewhere).toMatchObject({ items: [], total: 0, nextCursor: null });
    const { items } = await nobody.api.suggestCourses({ query: { q: word } });
    expect(items).toMatchObject([{ title }]);
  });

  test('has the categories that courses may name', async () => {
    const { items } = await nobody.api.listCategories();
    expect(items).toContainEqual({ id: expect.any(String), slug: 'music', name: 'Music' });
  });
});
