import { pino } from 'pino';
import fastify, { type FastifyBaseLogger } from 'fastify';
import { expect, test } from 'vitest';
import { serveHealth } from './health.ts';

test('what is missing is named, and why is told to the log alone', async () => {
  const logged: string[] = [];
  const log: FastifyBaseLogger = pino(
    { base: {} },
    { write: (line: string) => void logged.push(line) },
  );
  const app = fastify({ loggerInstance: log });
  const failure = 'connect ENOENT /secret/place/postgres.sock';
  serveHealth(app, {
    database: () => Promise.reject(new Error(failure)),
    pages: async () => undefined,
  });
  const answer = await app.inject('/readyz');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({
    status: 'not ready',
    checks: { database: 'cannot be reached', pages: 'ok' },
  });
  expect(logged.join('')).toContain(failure);
});
