import 'reflect-metadata';
import { newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { type NewEvent, defineEvent, eventOf } from '@edumaster/events';
import { openApiDocument } from '@edumaster/http/openapi';
import { bindRoutes, listRoutes, sendProblem } from '@edumaster/http/server';
import { useDatabase } from '@edumaster/testkit';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { discoveryContracts } from '../contracts.ts';
import { cardSchema } from '../domain/card.ts';
import { discoveryModule } from '../module.ts';
import { cardOf } from '../testing/card.ts';

const { name, migrations } = discoveryModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

let app: FastifyInstance;
let container: INestApplicationContext;
class Host {}

beforeAll(async () => {
  const host = {
    module: Host,
    global: true,
    providers: [{ provide: Db, useValue: database.db }],
    exports: [Db],
  };
  container = await NestFactory.createApplicationContext(
    { module: class Root {}, imports: [host, discoveryModule.container({})] },
    { logger: false },
  );
  app = fastify();
  app.setErrorHandler(sendProblem);
  // The catalog's address of one course, which these must not fall into.
  app.get('/api/v1/courses/:id', async () => ({ id: 'a course' }));
  const routes = discoveryModule.routes.map((route) => container.get(route, { strict: false }));
  bindRoutes(app, listRoutes(routes), {
    contextOf: async () => ({ ...database.tenantCtx(), actor: { kind: 'anonymous' } }),
  });
  await app.ready();
});

afterAll(() => app.close());

async function get(path: string) {
  const answer = await app.inject({ method: 'GET', url: `/api/v1/courses/${path}` });
  return { status: answer.statusCode, body: answer.json() };
}

const courseEvent = z.object({ courseId: z.string() });
const key = ({ courseId }: { courseId: string }) => courseId;
const topic = 'course-events';
const published = defineEvent({
  type: 'course.published',
  version: 1,
  topic,
  data: cardSchema,
  key,
});
const archived = defineEvent({
  type: 'course.archived',
  version: 1,
  topic,
  data: courseEvent,
  key,
});
const granted = defineEvent({
  type: 'course.access_granted',
  version: 1,
  topic,
  data: courseEvent,
  key,
});

async function happen(...events: readonly NewEvent[]): Promise<void> {
  await database.db.inTx(database.tenantCtx(), async (tx) => {
    for (const event of events) await database.outbox.emit(tx, event);
  });
  const consumers = discoveryModule.consumers.map((one) => container.get(one, { strict: false }));
  await database.deliver(consumers);
}

describe('what happened to a course', () => {
  it('is found, with its enrollments, until it is archived', async () => {
    const card = cardOf({
      title: 'Beekeeping',
      price: { amount: 1000, currency: 'EUR' },
      discount: { percent: 25, endsAt: null },
      instructor: { id: newId(), name: 'Ada' },
    });
    const { courseId } = card;
    await happen(
      eventOf(published, card),
      eventOf(granted, { courseId }),
      eventOf(granted, { courseId }),
    );
    const answer = await get('search?q=beekeeping');
    expect(answer).toMatchObject({ status: 200, body: { total: 1, nextCursor: null } });
    expect(answer.body.items).toEqual([
      {
        id: courseId,
        slug: card.slug,
        title: 'Beekeeping',
        subtitle: '',
        description: '',
        category: 'programming',
        level: 'beginner',
        language: 'en',
        price: { amount: 750, currency: 'EUR', listAmount: 1000, discountPercent: 25 },
        tags: [],
        status: 'published',
        instructor: card.instructor,
        rating: { average: 0, count: 0 },
        enrollmentCount: 2,
        publishedVersion: 1,
        createdAt: card.createdAt,
        updatedAt: card.updatedAt,
      },
    ]);
    expect(await get('suggest?q=bee')).toEqual({
      status: 200,
      body: { items: [{ title: 'Beekeeping', slug: card.slug }], nextCursor: null },
    });
    await happen(eventOf(archived, { courseId }));
    expect((await get('search?q=beekeeping')).body).toMatchObject({ items: [], total: 0 });
  });
});

describe('a search', () => {
  it('takes the fields of a form that nobody filled in', async () => {
    const empty = 'q=&category=&tag=&level=&language=&price=&minPrice=&maxPrice=&rating=&sort=';
    expect((await get(`search?${empty}`)).status).toBe(200);
    expect((await get('search')).status).toBe(200);
  });

  it.each([
    [`q=${'x'.repeat(201)}`, 'q'],
    ['q=a&q=b', 'q'],
    ['level=expert', 'level'],
    ['price=cheap', 'price'],
    ['minPrice=-1', 'minPrice'],
    ['maxPrice=x', 'maxPrice'],
    ['rating=6', 'rating'],
    ['sort=worst', 'sort'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['cursor=x', 'cursor'],
    ['category=%00', 'category'],
    ['q=%00', 'q'],
    ['color=red', 'color'],
  ])('with %s refuses %s', async (query, path) => {
    expect(await get(`search?${query}`)).toMatchObject({
      status: 422,
      body: { errors: [{ path }] },
    });
  });

  it.each(['%ED%A0%80', '%27%3B--', '%F0%9F%92%A9'])('for %s has no error', async (q) => {
    expect((await get(`search?q=${q}`)).status).toBe(200);
    expect((await get(`suggest?q=${q}`)).status).toBe(200);
  });
});

it('every route is in the OpenAPI document', () => {
  const document = openApiDocument(Object.values(discoveryContracts), {
    title: 'x',
    version: '1',
    description: '',
  });
  const { paths } = document as { paths: Record<string, object> };
  expect(Object.keys(paths)).toEqual(['/api/v1/courses/search', '/api/v1/courses/suggest']);
});
