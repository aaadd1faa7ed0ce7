import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openEdge } from './open-edge.ts';

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
