import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { openEdge } from './open-edge.ts';
import { SecurityHeaders } from './security-headers.ts';

test('a client that falls silent in the middle of its body is cut off', async () => {
  const app = openEdge(pino({ level: 'silent' }));
  app.post('/auth/test', async () => 'never');
  await app.listen({ port: 0, host: '127.0.0.1' });
  expect(app.server.timeout).toBeGreaterThan(0);
  expect(app.server.timeout).toBeLessThanOrEqual(120_000);
  // The same rule in the time of a test.
  app.server.setTimeout(50);
  const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  client.write('POST /auth/test HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n');
  client.write('content-length: 100\r\n\r\n{');
  client.resume();
  await once(client, 'close');
  await app.close();
});

test('every answer has the headers, also one to what is no request or reaches no route', async () => {
  const app = openEdge(
    pino({ level: 'silent' }),
    new SecurityHeaders({ origin: 'https://learn.test', hsts: 'host' }),
  );
  app.get('/auth/test', async () => 'text');
  app.get('/auth/broken', async () => {
    throw new Error('a bug');
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const lines = ['GET /auth/test', 'GET /auth/broken', 'GET /nothing', 'GET /%', 'POST /auth/test'];
  const answers = [];
  for (const line of lines) {
    answers.push(await answerTo(app, `${line} HTTP/1.1\r\nhost: learn.test\r\nconnection: close`));
  }
  answers.push(await answerTo(app, 'this is no request'));
  answers.push(
    await answerTo(app, `GET / HTTP/1.1\r\nhost: learn.test\r\nx: ${'y'.repeat(20_000)}`),
  );
  expect(answers.map((answer) => answer.split(' ')[1])).toEqual(
    '200 500 404 400 404 400 431'.split(' '),
  );
  for (const answer of answers) {
    expect(answer).toContain(
      "\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'",
    );
    expect(answer).toContain('\r\nx-content-type-options: nosniff\r\n');
    expect(answer).toContain('\r\nstrict-transport-security: max-age=63072000\r\n');
    expect(answer).toContain('\r\nreferrer-policy: strict-origin-when-cross-origin\r\n');
    expect(answer).toContain('\r\ncross-origin-opener-policy: same-origin\r\n');
    expect(answer).toContain('\r\ncross-origin-resource-policy: same-origin\r\n');
    expect(answer).toContain('\r\nx-frame-options: DENY\r\n');
    expect(answer).toMatch(/\r\nx-correlation-id: [\w-]+\r\n/);
    expect(answer).not.toContain('a bug');
  }
  await app.close();
});

/** The whole answer as it stands on the wire. */
async function answerTo(app: FastifyInstance, head: string): Promise<string> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => (answer += text));
  socket.write(`${head}\r\n\r\n`);
  await once(socket, 'close');
  return answer;
}
