import { sendProblem } from '@edumaster/http/server';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { serveWellKnown } from './well-known.ts';

function serve(securityContact: string | undefined) {
  const app = fastify();
  app.setErrorHandler(sendProblem);
  serveWellKnown(app, { origin: 'https://learn.test', securityContact });
  return app;
}

test('security.txt says who reads reports, for less than a year, and where it belongs', async () => {
  const app = serve('mailto:security@learn.test');
  const { body, headers } = await app.inject({ url: '/.well-known/security.txt' });
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const fields = new Map(
    body
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ') as [string, string]),
  );
  expect(fields.get('Contact')).toBe('mailto:security@learn.test');
  expect(fields.get('Canonical')).toBe('https://learn.test/.well-known/security.txt');
  const days = (new Date(fields.get('Expires') ?? '').getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(100);
  expect(days).toBeLessThan(365);
});

test('without somebody who reads them there is none', async () => {
  const { statusCode } = await serve(undefined).inject({ url: '/.well-known/security.txt' });
  expect(statusCode).toBe(404);
});

test('a password program finds the page', async () => {
  const { statusCode, headers } = await serve(undefined).inject({
    url: '/.well-known/change-password',
  });
  expect([statusCode, headers.location]).toEqual([302, '/account/security']);
});
