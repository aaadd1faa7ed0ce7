import 'reflect-metadata';
import { type Ctx, newId } from '@edumaster/kernel';
import { Catalog } from '@edumaster/catalog';
import { curriculumOf, FakeCatalog } from '@edumaster/catalog/testing';
import { Db } from '@edumaster/database';
import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import { useDatabase } from '@edumaster/testkit';
import { NestFactory } from '@nestjs/core';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moderationModule } from '../module.ts';

const { name, migrations } = moderationModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const catalog = new FakeCatalog();
const actors = new Map<string, Ctx>();
let app: FastifyInstance;
class Host {}

beforeAll(async () => {
  const host = {
    module: Host,
    global: true,
    providers: [
      { provide: Db, useValue: database.db },
      { provide: Catalog, useValue: catalog },
    ],
    exports: [Db, Catalog],
  };
  const container = await NestFactory.createApplicationContext(
    { module: class Root {}, imports: [host, moderationModule.container({})] },
    { logger: false },
  );
  for (const consumer of moderationModule.consumers) container.get(consumer, { strict: false });
  const routes = moderationModule.routes.map((route) => container.get(route, { strict: false }));
  app = fastify();
  app.setErrorHandler(sendProblem);
  bindRoutes(app, listRoutes(routes), {
    contextOf: async (request) => {
      const known = actors.get(String(request.headers.authorization));
      return known ?? { ...database.tenantCtx(), actor: { kind: 'anonymous' } };
    },
  });
  await app.ready();
});

afterAll(() => app.close());

async function post(path: string, as?: Ctx, body?: object) {
  const actor = newId();
  if (as) actors.set(actor, as);
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/courses/${path}`,
    headers: { authorization: actor },
    ...(body ? { payload: body } : {}),
  });
  return { status: answer.statusCode, body: answer.json() };
}

function inReview() {
  const moderator = database.tenantCtx({ roles: ['moderator'] });
  const course = curriculumOf({ version: 0 });
  catalog.addDraft(moderator, course, { isInReview: true });
  return { moderator, courseId: course.courseId };
}

describe('publishing', () => {
  it('answers with the version, and a second time that it is not in review', async () => {
    const { moderator, courseId } = inReview();
    expect(await post(`${courseId}/publish`, moderator)).toEqual({
      status: 200,
      body: { id: courseId, status: 'published', publishedVersion: 1 },
    });
    expect(await post(`${courseId}/publish`, moderator)).toMatchObject({
      status: 409,
      body: { code: 'course_not_in_review' },
    });
  });

  it('refuses nobody, a student, what is no id, and what is not there, in this order', async () => {
    const { moderator } = inReview();
    const student = database.tenantCtx({ roles: ['student'] });
    expect((await post('x/publish')).status).toBe(401);
    expect((await post('x/publish', student)).status).toBe(403);
    expect((await post('x/publish', moderator)).status).toBe(422);
    expect((await post(`${newId()}/publish`, moderator)).status).toBe(404);
  });
});

describe('rejecting', () => {
  it('needs a reason', async () => {
    const { moderator, courseId } = inReview();
    expect(await post(`${courseId}/reject`, moderator, { reason: ' ' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'reason' }] },
    });
    expect(await post(`${courseId}/reject`, moderator, { reason: 'No sound' })).toEqual({
      status: 200,
      body: { id: courseId, status: 'draft' },
    });
  });
});
