import { FakeCounters } from '@edumaster/counters/fake';
import { type Actor, AppError, newId } from '@edumaster/kernel';
import fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRoute, type RouteContract, type RouteLimit } from '../contract.ts';
import { bindRoutes } from './bind-routes.ts';
import { rememberCaller } from './caller.ts';
import { sendProblem } from './problem.ts';
import { RouteLimits } from './route-limits.ts';

const common = { summary: '', tag: 'test', permission: 'public', errors: [] } as const;
const byAddress: RouteLimit = { name: 'address', by: 'address', most: 3, windowSeconds: 60 };
const byEmail: RouteLimit = { name: 'mail', by: 'body.email', most: 1, windowSeconds: 3_600 };
const byAccount: RouteLimit = { name: 'account', by: 'account', most: 1, windowSeconds: 10 };

const sends = defineRoute({
  ...common,
  id: 'sends',
  method: 'POST',
  path: '/mails',
  limits: [byAddress, byEmail],
  body: z.strictObject({ email: z.string().min(1) }),
  status: 204,
});
const asks = defineRoute({
  ...common,
  id: 'asks',
  method: 'GET',
  path: '/answers',
  limits: [byAddress, byAccount],
  status: 204,
});

let now: number;
let actor: Actor;
let address: string;
let fails: Error | undefined;
let worked: number;
let refusals: string[];
let app: FastifyInstance;

beforeEach(async () => {
  [now, worked, fails, refusals] = [0, 0, undefined, []];
  [actor, address] = [{ kind: 'anonymous' }, '192.0.2.1'];
  const work = async () => {
    worked += 1;
    if (fails) throw fails;
  };
  const limits = new RouteLimits({
    counters: new FakeCounters(() => now * 1_000),
    onRefused: ({ name }) => refusals.push(name),
  });
  app = fastify();
  app.setErrorHandler(sendProblem);
  app.addHook('onRequest', async (request) =>
    rememberCaller(request, { address, network: address }),
  );
  limits.guardPlainRoutes(app);
  app.get('/plain', { config: { limits: [byAddress] } }, async () => 'served');
  const contracts: readonly RouteContract[] = [sends, asks];
  const instance = { sends: work, asks: work };
  const routes = contracts.map((contract) => ({ contract, instance, handler: contract.id }));
  bindRoutes(app, routes, {
    limits,
    contextOf: async (request) => ({
      tenantId: newId(),
      actor,
      correlationId: request.id,
      locale: 'en',
      now: new Date(),
    }),
  });
});

async function send(email: string) {
  const answer = await app.inject({ method: 'POST', url: '/mails', payload: { email } });
  const retryAfter = answer.headers['retry-after'];
  return { status: answer.statusCode, retryAfter, body: answer.body ? answer.json() : undefined };
}

const ask = async () => (await app.inject({ url: '/answers' })).statusCode;

describe('a limit', () => {
  it('refuses before the work, with words and the seconds to wait, and counts that', async () => {
    expect((await send('ada@x.test')).status).toBe(204);
    const refused = await send('ada@x.test');
    expect(refused).toMatchObject({
      status: 429,
      retryAfter: '3600',
      body: {
        code: 'too_many_requests',
        detail: 'Too many requests. Try again in 1 hour.',
        retryAfterSeconds: 3_600,
      },
    });
    expect([worked, refusals]).toEqual([1, ['mail']]);
  });

  it('lets in whoever comes when Retry-After says', async () => {
    await send('ada@x.test');
    now += 1_000.5;
    const { retryAfter } = await send('ada@x.test');
    now += Number(retryAfter);
    expect((await send('ada@x.test')).status).toBe(204);
  });

  it('of a field counts what it means, however it is written', async () => {
    await send('ada@x.test');
    expect((await send(' ADA@x.test ')).status).toBe(429);
    expect((await send('grace@x.test')).status).toBe(204);
  });

  it('by address counts each address, for all routes that share it', async () => {
    for (const _ of [1, 2, 3]) expect(await ask()).toBe(204);
    expect((await send('ada@x.test')).status).toBe(429);
    expect((await app.inject({ url: '/plain' })).statusCode).toBe(429);
    address = '192.0.2.2';
    expect((await send('ada@x.test')).status).toBe(204);
    expect((await app.inject({ url: '/plain' })).body).toBe('served');
  });

  it('by account counts the person wherever they come from, and nobody who has none', async () => {
    expect([await ask(), await ask()]).toEqual([204, 204]);
    actor = { kind: 'user', userId: newId(), roles: [] };
    address = '192.0.2.2';
    expect(await ask()).toBe(204);
    address = '192.0.2.3';
    expect(await ask()).toBe(429);
  });

  it('that refuses leaves the places in the others to those who may use them', async () => {
    for (const _ of [1, 2, 3, 4, 5]) await send('ada@x.test');
    expect((await send('grace@x.test')).status).toBe(204);
  });

  it('is taken after the fields were checked: a wrong form costs no place', async () => {
    for (const _ of [1, 2, 3, 4, 5]) expect((await send('')).status).toBe(422);
    expect((await send('ada@x.test')).status).toBe(204);
  });

  it('counts what was refused on the merits, and not what failed by our own fault', async () => {
    fails = new AppError('unavailable');
    expect((await send('ada@x.test')).status).toBe(503);
    fails = new AppError('conflict');
    expect((await send('ada@x.test')).status).toBe(409);
    expect((await send('ada@x.test')).status).toBe(429);
  });

  it('holds against 50 at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 50 }, ask));
    expect(statuses.filter((status) => status === 204)).toHaveLength(3);
  });
});
