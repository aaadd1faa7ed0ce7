import 'reflect-metadata';
import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { AuditLog } from '@edumaster/audit';
import { Quotas } from '@edumaster/counters';
import { Db } from '@edumaster/database';
import { Outbox } from '@edumaster/events';
import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import type { HttpMethod } from '@edumaster/http/contract';
import { openApiDocument } from '@edumaster/http/openapi';
import { Identity } from '@edumaster/identity';
import { Media } from '@edumaster/media';
import { Tenancy } from '@edumaster/tenancy';
import { useDatabase } from '@edumaster/testkit';
import { NestFactory } from '@nestjs/core';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogContracts } from '../contracts.ts';
import { Catalog } from '../index.ts';
import { catalogModule } from '../module.ts';
import { catalogWorld, validCourse } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

let app: FastifyInstance;
let world: ReturnType<typeof catalogWorld>;
let facade: Catalog;
const actors = new Map<string, Ctx>();
class Host {}

beforeAll(async () => {
  world = catalogWorld(database);
  const host = {
    module: Host,
    global: true,
    providers: [
      { provide: Db, useValue: database.db },
      { provide: Outbox, useValue: database.outbox },
      { provide: Quotas, useValue: database.quotas },
      { provide: AuditLog, useValue: database.audit },
      { provide: Identity, useValue: world.identity },
      { provide: Media, useValue: world.media },
      { provide: Tenancy, useValue: world.tenancy },
    ],
    exports: [Db, Outbox, Quotas, AuditLog, Identity, Media, Tenancy],
  };
  const container = await NestFactory.createApplicationContext(
    {
      module: class Root {},
      imports: [host, catalogModule.container({ EDUMASTER_COURSES_PER_DAY: 1_000 })],
    },
    { logger: false },
  );
  facade = container.get(Catalog);
  const instances = catalogModule.routes.map((route) => container.get(route, { strict: false }));
  app = fastify();
  app.setErrorHandler(sendProblem);
  bindRoutes(app, listRoutes(instances), {
    contextOf: async (request) => {
      const known = actors.get(String(request.headers.authorization));
      return known ?? { ...database.tenantCtx(), actor: { kind: 'anonymous' } };
    },
  });
  await app.ready();
});

afterAll(() => app.close());

interface Request {
  readonly as?: Ctx;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function call(method: HttpMethod, path: string, request: Request = {}) {
  const { as, body, headers = {} } = request;
  const actor = newId();
  if (as) actors.set(actor, as);
  const answer = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, authorization: actor },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}

function people() {
  return testPeople(database.tenantCtx);
}

async function publishedCourse(instructor: Ctx, moderator: Ctx): Promise<Id<'course'>> {
  const { courseId } = await world.draftWith(instructor, 'article');
  await call('POST', `/courses/${courseId}/submit`, { as: instructor });
  await facade.publish(moderator, { courseId });
  return courseId;
}

describe('a refusal', () => {
  it('comes in its order: form, caller, role, fields, object', async () => {
    const { instructor, otherInstructor, student } = people();
    const { courseId } = await world.draftWith(instructor, 'article');
    const path = `/courses/${courseId}`;
    const json = { 'content-type': 'application/json' };
    const patch = (as: Ctx | undefined, body: unknown) =>
      call('PATCH', path, { ...(as ? { as } : {}), body, headers: json });
    expect((await patch(undefined, '{')).status).toBe(400);
    expect((await patch(undefined, { title: 7 })).status).toBe(401);
    expect((await patch(student, { title: 7 })).status).toBe(403);
    expect((await patch(otherInstructor, { title: 7 })).status).toBe(422);
    expect((await patch(otherInstructor, { title: 'Mine' })).status).toBe(404);
    expect((await patch(instructor, { title: 'Mine' })).status).toBe(200);
  });

  it('tells a published course that is not theirs from one that is not there', async () => {
    const { instructor, moderator, otherInstructor, foreigner } = people();
    const courseId = await publishedCourse(instructor, moderator);
    const remove = (as: Ctx) => call('DELETE', `/courses/${courseId}`, { as });
    expect((await remove(otherInstructor)).status).toBe(403);
    expect((await remove(foreigner)).status).toBe(404);
    expect(await remove(instructor)).toMatchObject({
      status: 409,
      body: { code: 'course_was_published' },
    });
  });

  it.each([
    [{ title: 5 }, 'title'],
    [{ title: '  ' }, 'title'],
    [{ level: 'expert' }, 'level'],
    [{ language: '<b>' }, 'language'],
    [{ price: { amount: 1.5, currency: 'USD' } }, 'price.amount'],
    [{ price: { amount: -1, currency: 'USD' } }, 'price.amount'],
    [{ price: { amount: 1e15, currency: 'USD' } }, 'price.amount'],
    [{ price: { amount: 1, currency: 'usd' } }, 'price.currency'],
    [{ category: 'alchemy' }, 'category'],
    [{ tags: ['x'.repeat(41)] }, 'tags.0'],
    [{ tags: 'x' }, 'tags'],
    [{ title: 'a\u0000b' }, 'title'],
    [{ status: 'published' }, 'status'],
    [{ instructorId: newId() }, 'instructorId'],
  ])('of %j names the field %s', async (values, path) => {
    const { instructor } = people();
    const answer = await call('POST', '/courses', {
      as: instructor,
      body: { ...validCourse, ...values },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ path }));
  });

  it('of a discount that is over names it', async () => {
    const { instructor } = people();
    const { courseId } = await world.draftWith(instructor, 'article');
    const discount = { percent: 10, endsAt: '2020-01-01T00:00:00.000Z' };
    expect(
      await call('PATCH', `/courses/${courseId}`, { as: instructor, body: { discount } }),
    ).toMatchObject({ status: 422, body: { errors: [{ path: 'discount.endsAt' }] } });
  });

  it('of an incomplete course lists all that is missing', async () => {
    const { instructor } = people();
    const { courseId, lectureId } = await world.draftWith(instructor, 'video');
    expect(await call('POST', `/courses/${courseId}/submit`, { as: instructor })).toMatchObject({
      status: 409,
      body: { code: 'course_incomplete', missing: [{ code: 'video_missing', lectureId }] },
    });
  });

  it('of a slug that cannot be one is one of the fields', async () => {
    expect((await call('GET', '/courses/%00')).status).toBe(422);
    expect((await call('GET', '/courses/no-such-course')).status).toBe(404);
  });
});

describe('the studio', () => {
  it('creates a course step by step until everybody can see it', async () => {
    const { instructor, moderator, userId } = people();
    const as = instructor;
    const created = await call('POST', '/courses', {
      as,
      body: { ...validCourse, tags: undefined },
    });
    expect(created).toMatchObject({
      status: 201,
      body: {
        status: 'draft',
        subtitle: validCourse.subtitle,
        price: validCourse.price,
        tags: [],
        instructor: { id: userId },
        rating: { average: 0, count: 0 },
        enrollmentCount: 0,
        sections: [],
        publishedVersion: null,
        submissionProblems: [{ code: 'no_lecture' }],
      },
    });
    const { id: courseId, slug } = created.body;
    const section = await call('POST', `/courses/${courseId}/sections`, {
      as,
      body: { title: 'One' },
    });
    expect(section).toMatchObject({ status: 201, body: { title: 'One', lectures: [] } });
    const lecture = await call('POST', `/sections/${section.body.id}/lectures`, {
      as,
      body: { title: 'Watch', kind: 'video', isPreview: true },
    });
    expect(lecture).toMatchObject({
      status: 201,
      body: { title: 'Watch', kind: 'video', durationSeconds: null, isPreview: true },
    });
    const mediaId = world.shelf.add(userId);
    expect(
      await call('PUT', `/lectures/${lecture.body.id}/media`, { as, body: { mediaId } }),
    ).toMatchObject({ status: 200, body: { mediaId, mediaStatus: 'ready', durationSeconds: 90 } });
    expect(await call('POST', `/courses/${courseId}/submit`, { as })).toMatchObject({
      status: 200,
      body: { status: 'in_review', submissionProblems: [] },
    });
    expect((await call('GET', `/courses/${slug}`)).status).toBe(404);
    await facade.publish(moderator, { courseId });
    const shown = await call('GET', `/courses/${slug}`);
    expect(shown).toMatchObject({
      status: 200,
      body: {
        id: courseId,
        status: 'published',
        publishedVersion: 1,
        sections: [{ lectures: [{ id: lecture.body.id, durationSeconds: 90 }] }],
      },
    });
    const [shownLecture] = shown.body.sections[0].lectures;
    expect(Object.keys(shownLecture).sort()).toEqual(
      ['durationSeconds', 'id', 'isPreview', 'kind', 'title'].sort(),
    );
    expect(shown.body).not.toHaveProperty('submissionProblems');
    expect(await call('POST', `/courses/${courseId}/archive`, { as })).toMatchObject({
      status: 200,
      body: { status: 'archived' },
    });
  });

  it('reads why a course was given back, which nobody else does', async () => {
    const { instructor, moderator } = people();
    const { courseId } = await world.draftWith(instructor, 'article');
    await call('POST', `/courses/${courseId}/submit`, { as: instructor });
    await facade.reject(moderator, { courseId, reason: 'No sound' });
    expect(await call('GET', `/courses/${courseId}`, { as: instructor })).toMatchObject({
      body: { status: 'draft', rejection: { reason: 'No sound' } },
    });
  });

  it('shows the price with a discount that runs', async () => {
    const { instructor } = people();
    const { courseId } = await world.draftWith(instructor, 'article');
    const discount = { percent: 10, endsAt: '2099-01-01T00:00:00.000Z' };
    const answer = await call('PATCH', `/courses/${courseId}`, {
      as: instructor,
      body: { discount },
    });
    expect(answer.body.price).toEqual({
      amount: 4500,
      currency: 'USD',
      listAmount: 4999,
      discountPercent: 10,
      discountEndsAt: discount.endsAt,
    });
  });

  it('shows the text of an article to insiders, and to others only in a preview', async () => {
    const { instructor, moderator } = people();
    const { courseId, lectureId } = await world.draftWith(instructor, 'article');
    const lectureFor = async (as?: Ctx) =>
      (await call('GET', `/courses/${courseId}`, as ? { as } : {})).body.sections[0].lectures[0];
    const publish = async () => {
      await call('POST', `/courses/${courseId}/submit`, { as: instructor });
      await facade.publish(moderator, { courseId });
    };
    await publish();
    expect(await lectureFor(moderator)).toHaveProperty('articleBody');
    expect(await lectureFor()).not.toHaveProperty('articleBody');
    await call('PATCH', `/lectures/${lectureId}`, { as: instructor, body: { isPreview: true } });
    await publish();
    expect(await lectureFor()).toHaveProperty('articleBody');
  });

  it('orders, renames and deletes', async () => {
    const { instructor: as } = people();
    const { courseId, sectionId, lectureId } = await world.draftWith(as, 'quiz');
    const sections = [{ id: sectionId, lectures: [lectureId] }];
    const order = (body: unknown) => call('PUT', `/courses/${courseId}/outline`, { as, body });
    expect((await order({ sections })).status).toBe(200);
    expect((await order({ sections: [] })).status).toBe(422);
    const renamed = await call('PATCH', `/sections/${sectionId}`, { as, body: { title: 'New' } });
    expect(renamed).toMatchObject({
      status: 200,
      body: { title: 'New', lectures: [{ id: lectureId }] },
    });
    expect((await call('DELETE', `/lectures/${lectureId}`, { as })).status).toBe(204);
    expect((await call('DELETE', `/sections/${sectionId}`, { as })).status).toBe(204);
    expect((await call('DELETE', `/courses/${courseId}`, { as })).status).toBe(204);
    expect((await call('GET', `/courses/${courseId}`, { as })).status).toBe(404);
  });

  it('lists the own courses of whoever may teach', async () => {
    const { instructor, student } = people();
    const { courseId } = await world.draftWith(instructor, 'quiz');
    const mine = await call('GET', '/me/courses?limit=1', { as: instructor });
    expect(mine).toMatchObject({
      status: 200,
      body: { items: [{ id: courseId, status: 'draft' }] },
    });
    expect(mine.body.items[0]).not.toHaveProperty('sections');
    expect((await call('GET', '/me/courses', { as: student })).status).toBe(403);
    expect((await call('GET', '/me/courses')).status).toBe(401);
  });
});

describe('categories', () => {
  it('are read by everybody and written by administrators', async () => {
    const { admin, instructor } = people();
    const body = { name: 'Gardening' };
    expect((await call('POST', '/categories', { as: instructor, body })).status).toBe(403);
    expect((await call('POST', '/categories', { as: admin, body })).status).toBe(201);
    expect((await call('POST', '/categories', { as: admin, body })).status).toBe(409);
    const { body: list } = await call('GET', '/categories');
    expect(list.items).toContainEqual(expect.objectContaining({ slug: 'gardening' }));
  });
});

it('every route is in the OpenAPI document', () => {
  const document = openApiDocument(Object.values(catalogContracts), {
    title: 'x',
    version: '1',
    description: '',
  });
  const { paths } = document as { paths: Record<string, object> };
  const operations = Object.values(paths).flatMap((path) => Object.keys(path));
  expect(operations).toHaveLength(Object.keys(catalogContracts).length);
});
