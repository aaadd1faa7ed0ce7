import { curriculumOf } from '@edumaster/catalog/testing';
import type { CourseCurriculum } from '@edumaster/catalog';
import { type Ctx, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { learningModule } from '../module.ts';
import { learningWorld, serveLearning } from '../testing/learning-world.ts';

const { name, migrations } = learningModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

describe('the routes of learning', () => {
  let app: FastifyInstance;
  let world: ReturnType<typeof learningWorld>;
  let caller: Ctx;
  let student: Ctx;
  let instructor: Ctx;
  let course: CourseCurriculum;

  const userOf = (ctx: Ctx) => {
    if (ctx.actor.kind !== 'user') throw new Error('nobody is signed in');
    return ctx.actor.userId;
  };

  beforeAll(() => {
    world = learningWorld(database);
    app = fastify();
    serveLearning(app, world, () => caller);
  });
  beforeEach(() => {
    student = database.tenantCtx();
    instructor = database.tenantCtx({ roles: ['instructor'] });
    world.identity.add('Ines Instructor', userOf(instructor));
    world.identity.add('Stu Student', userOf(student));
    course = curriculumOf({ instructorId: userOf(instructor), title: 'Knots' });
    world.catalog.addPublished(student, course);
    caller = student;
  });
  afterAll(() => app.close());

  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
  const enroll = (courseId: string) => post('/api/v1/enrollments', { courseId });
  const get = (url: string) => app.inject({ url });
  const video = () => ({ courseId: course.courseId, videoId: course.lectures[0]?.id });

  it('enroll with 201, then 200, and send to the checkout with 402', async () => {
    const first = await enroll(course.courseId);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({
      courseId: course.courseId,
      userId: userOf(student),
      scope: 'lifetime',
      status: 'active',
      expiresAt: null,
      completionPercentage: 0,
    });
    const second = await enroll(course.courseId);
    expect(second.statusCode).toBe(200);
    expect(second.json().id).toBe(first.json().id);

    const paid = curriculumOf({ price: { amount: 4999, currency: 'USD' } });
    world.catalog.addPublished(student, paid);
    const refused = await enroll(paid.courseId);
    expect(refused.statusCode).toBe(402);
    expect(refused.json()).toMatchObject({
      code: 'payment_required',
      checkoutUrl: `/checkout?courseId=${paid.courseId}`,
    });
    const archived = curriculumOf({ isArchived: true });
    world.catalog.addPublished(student, archived);
    expect((await enroll(archived.courseId)).statusCode).toBe(409);
    expect((await enroll(newId())).statusCode).toBe(404);
    expect((await enroll('no-id')).json().errors[0].path).toBe('courseId');
    caller = { ...student, actor: { kind: 'anonymous' } };
    expect((await enroll(course.courseId)).statusCode).toBe(401);
  });

  it('list enrollments for the learner and for the course, and for nobody else', async () => {
    await enroll(course.courseId);
    const own = `/api/v1/users/${userOf(student)}/enrollments`;
    expect((await get(own)).json().items).toMatchObject([
      {
        status: 'active',
        course: {
          title: 'Knots',
          lectureCount: 1,
          instructor: { id: userOf(instructor), name: 'Ines Instructor' },
        },
      },
    ]);
    const ofCourse = `/api/v1/courses/${course.courseId}/enrollments`;
    expect((await get(ofCourse)).statusCode).toBe(403);
    caller = instructor;
    expect((await get(ofCourse)).json().items).toMatchObject([{ userName: 'Stu Student' }]);
    expect((await get(own)).statusCode).toBe(403);
    caller = database.tenantCtx({ roles: ['instructor'] });
    expect((await get(ofCourse)).statusCode).toBe(403);
    expect((await get(`/api/v1/courses/${newId()}/enrollments`)).statusCode).toBe(404);
    caller = database.tenantCtx({ roles: ['admin'] });
    expect((await get(own)).statusCode).toBe(200);
    caller = { ...instructor, tenantId: database.tenantCtx({ tenant: 'second' }).tenantId };
    expect((await get(ofCourse)).statusCode).toBe(404);
  });

  it('page through enrollments without losing or doubling one', async () => {
    for (let index = 0; index < 5; index += 1) {
      const other = curriculumOf();
      world.catalog.addPublished(student, other);
      await enroll(other.courseId);
    }
    const url = `/api/v1/users/${userOf(student)}/enrollments?limit=2`;
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await get(cursor ? `${url}&cursor=${cursor}` : url)
      ).json();
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(ids).size).toBe(5);
    expect(ids).toHaveLength(5);
    expect((await get(`${url}&cursor=bogus`)).statusCode).toBe(422);
    const foreign = Buffer.from('["not-an-id"]').toString('base64url');
    expect((await get(`${url}&cursor=${foreign}`)).statusCode).toBe(422);
  });

  it('take one event or many, and say which field is wrong', async () => {
    await enroll(course.courseId);
    const one = await post('/api/v1/progress', { ...video(), timestamp: 3.5, playedSeconds: 3.5 });
    expect(one.statusCode).toBe(202);
    const events = [
      { ...video(), timestamp: 5, playedSeconds: 1.5, eventId: 'a' },
      { ...video(), timestamp: 6, playedSeconds: 1, eventId: 'b' },
      { ...video(), timestamp: 6, playedSeconds: 1, eventId: 'b' },
    ];
    expect((await post('/api/v1/progress', { events })).json()).toEqual({ accepted: 2 });
    const progress = await get(`/api/v1/progress/${userOf(student)}/${course.courseId}`);
    expect(progress.json().lectures).toMatchObject([{ lastTimestamp: 6, watchedPercentage: 6 }]);

    const negative = await post('/api/v1/progress', { ...video(), timestamp: -1 });
    expect(negative.statusCode).toBe(422);
    const unknown = await post('/api/v1/progress', { ...video(), timestamp: 1, isAdmin: true });
    expect(unknown.statusCode).toBe(422);
    const foreign = await post('/api/v1/progress', { ...video(), timestamp: 1, userId: newId() });
    expect(foreign.statusCode).toBe(403);
    const nowhere = { courseId: course.courseId, videoId: newId(), timestamp: 1 };
    expect((await post('/api/v1/progress', nowhere)).statusCode).toBe(404);
    caller = instructor;
    const byTeacher = await get(`/api/v1/progress/${userOf(student)}/${course.courseId}`);
    expect(byTeacher.statusCode).toBe(200);
    caller = database.tenantCtx();
    const byOther = await get(`/api/v1/progress/${userOf(student)}/${course.courseId}`);
    expect(byOther.statusCode).toBe(403);
    expect((await post('/api/v1/progress', { ...video(), timestamp: 1 })).statusCode).toBe(403);
  });

  it('mark a lecture with and without a body, and give the text of an article', async () => {
    const { courseId } = await world.catalog.provision(student, {
      course: {
        slug: newId(),
        instructorId: userOf(instructor),
        title: 'Reading',
        description: '',
        category: 'any',
        level: 'beginner',
        language: 'en',
        price: { amount: 0, currency: 'USD' },
        sections: [
          { title: '1', lectures: [{ title: 'Text', kind: 'article', articleBody: 'Words.' }] },
        ],
      },
    });
    const reading = await world.catalog.published(student, { courseId });
    const url = `/api/v1/courses/${courseId}/lectures/${reading?.lectures[0]?.id}`;
    expect((await get(`${url}/article`)).statusCode).toBe(403);
    await enroll(courseId);
    const marked = await app.inject({ method: 'PUT', url: `${url}/completion` });
    expect(marked.statusCode).toBe(200);
    expect(marked.json()).toMatchObject({ completionPercentage: 100 });
    const article = (await get(`${url}/article`)).json();
    expect(article).toMatchObject({ title: 'Text', body: 'Words.' });
    expect(article.completedAt).toBe(marked.json().completedAt);
    const payload = { completed: false };
    const taken = await app.inject({ method: 'PUT', url: `${url}/completion`, payload });
    expect(taken.json()).toMatchObject({ completionPercentage: 0, completedAt: null });
  });

  it('tell other modules who has access', async () => {
    const who = { courseId: course.courseId, userId: userOf(student) };
    expect(await world.facade.hasAccess(student, who)).toBe(false);
    const granted = { ...who, scope: 'lifetime' } as const;
    expect(await world.facade.grantAccess(instructor, granted)).toMatchObject({ isNew: true });
    expect(await world.facade.grantAccess(instructor, granted)).toMatchObject({ isNew: false });
    expect(await world.facade.hasAccess(student, who)).toBe(true);
    const elsewhere = database.tenantCtx({ tenant: 'second' });
    expect(await world.facade.hasAccess(elsewhere, who)).toBe(false);
    expect(await world.facade.progress(student, who)).toEqual({
      completionPercentage: 0,
      completedAt: null,
    });
  });
});
