import { type Actor, newId } from '@edumaster/kernel';
import { idSchema } from '@edumaster/kernel/schemas';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRoute, type RouteContract } from '../contract.ts';
import { bindRoutes } from './bind-routes.ts';
import { sendProblem } from './problem.ts';

const common = { summary: '', tag: 'Test', permission: 'public', status: 200, errors: [] } as const;
const note = z.strictObject({ text: z.string(), at: idSchema.optional() });
const many = z.strictObject({ notes: z.array(note) });

const takesNotes = defineRoute({
  ...common,
  id: 'takesNotes',
  method: 'POST',
  path: '/notes',
  query: z.strictObject({ sort: z.union([z.literal(''), z.enum(['new', 'old'])]).optional() }),
  body: z.union([many, note]),
  response: z.object({ at: z.string().optional() }),
});

const takesNothing = defineRoute({
  ...common,
  id: 'takesNothing',
  method: 'POST',
  path: '/nothing',
  caller: 'ignored',
});

const readsNotes = defineRoute({ ...common, id: 'readsNotes', method: 'GET', path: '/notes' });
const readsSecrets = defineRoute({
  ...common,
  id: 'readsSecrets',
  method: 'GET',
  path: '/secrets',
  whileImpersonating: 'refused',
});
const helps = defineRoute({
  ...common,
  id: 'helps',
  method: 'PUT',
  path: '/help',
  whileImpersonating: 'allowed',
});

const anybody: Actor = { kind: 'anonymous' };
const seen: RouteContract[] = [];
let actor: Actor = anybody;
let app: FastifyInstance;

beforeAll(async () => {
  app = fastify();
  app.setErrorHandler(sendProblem);
  const instance = {
    takesNotes: ({ body }: { body: z.output<typeof note> }) => Promise.resolve({ at: body.at }),
    takesNothing: () => Promise.resolve(undefined),
    readsNotes: () => Promise.resolve(undefined),
    readsSecrets: () => Promise.resolve(undefined),
    helps: () => Promise.resolve(undefined),
  };
  const contracts = [takesNotes, takesNothing, readsNotes, readsSecrets, helps];
  const routes = contracts.map((contract) => ({
    contract,
    instance,
    handler: contract.id,
  }));
  bindRoutes(app, routes, {
    contextOf: async (request, contract) => {
      seen.push(contract);
      return {
        tenantId: '01900000-0000-7000-8000-000000000001',
        actor,
        correlationId: request.id,
        locale: 'en',
        now: new Date(),
      } as never;
    },
  });
  await app.ready();
});

afterAll(() => app.close());

async function post(url: string, body?: unknown) {
  const response = await app.inject({ method: 'POST', url, payload: body as object });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

async function refused(url: string, body: unknown): Promise<unknown> {
  const { status, body: problem } = await post(url, body);
  expect([status, typeof problem.detail]).toEqual([422, 'string']);
  return problem.errors.map(({ path }: { path: string }) => path);
}

describe('a route', () => {
  it('names the fields of the form that was meant', async () => {
    expect(await refused('/notes', { text: 7 })).toEqual(['text']);
    expect(await refused('/notes', { notes: [{ text: 'a' }, { text: 7 }] })).toEqual([
      'notes.1.text',
    ]);
    const { body } = await post('/notes?sort=best', { text: 'a' });
    expect(body.errors).toEqual([{ path: 'sort', message: expect.stringContaining('"new"') }]);
  });

  it('refuses texts that cannot be stored, wherever they are', async () => {
    expect(await refused('/notes', { notes: [{ text: 'fine' }, { text: 'a\0' }] })).toEqual([
      'notes.1.text',
    ]);
    expect(await refused('/notes', { text: '\ud83d' })).toEqual(['text']);
    expect((await post('/notes', { text: '😀' })).status).toBe(200);
  });

  it('that takes no body takes an empty object, and no field', async () => {
    expect((await post('/nothing')).status).toBe(200);
    expect((await post('/nothing', {})).status).toBe(200);
    expect(await refused('/nothing', { now: true })).toEqual(['now']);
  });

  it('tells who looks for the caller which contract it answers', async () => {
    await post('/nothing');
    expect(seen.at(-1)).toBe(takesNothing);
  });

  it('understands ids in upper case, of any version', async () => {
    const at = '00000000-0000-0000-0000-00000000ABCD';
    expect((await post('/notes', { text: 'a', at })).body).toEqual({ at: at.toLowerCase() });
    expect(await refused('/notes', { text: 'a', at: at.slice(1) })).toEqual(['at']);
  });
});

describe('somebody who acts as another person', () => {
  beforeAll(() => {
    actor = { kind: 'user', userId: newId(), roles: [], impersonatedBy: newId() };
  });

  afterAll(() => {
    actor = anybody;
  });

  const status = async (method: 'GET' | 'POST' | 'PUT', url: string) =>
    (await app.inject({ method, url })).statusCode;

  it('reads, but not where that is refused', async () => {
    expect(await status('GET', '/notes')).toBe(200);
    expect(await status('GET', '/secrets')).toBe(403);
  });

  it('writes only where that is allowed', async () => {
    expect(await status('PUT', '/help')).toBe(200);
    const { status: refusal, body } = await post('/nothing');
    expect([refusal, body.code]).toEqual([403, 'refused_while_impersonating']);
  });

  it('is told before the fields are looked at', async () => {
    expect((await post('/notes', { wrong: true })).body.code).toBe('refused_while_impersonating');
  });
});
