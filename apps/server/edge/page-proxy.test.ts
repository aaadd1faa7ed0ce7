import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@edumaster/kernel';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEdge } from './open-edge.ts';
import { proxyPages } from './page-proxy.ts';
import { SignedContext } from './signed-context.ts';

const secret = 'a root secret that only tests use, of more than 32 bytes';
const signedContext = new SignedContext(secret);
const logged: { level: number }[] = [];
const log = pino({ base: {} }, { write: (line: string) => void logged.push(JSON.parse(line)) });
const app = openEdge(log);
const rendered: IncomingMessage[] = [];
const renderer = createServer((request, response) => {
  rendered.push(request);
  if (request.url !== '/slow') response.setHeader('connection', 'x-inner').end(request.url);
});
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'em-pages-'));
  const socket = join(folder, 'web.sock');
  await once(renderer.listen(socket), 'listening');
  proxyPages(app, {
    web: { isReady: true, socket },
    signedContext,
    origin: 'https://learn.test',
    otherOrigins: { uploads: ['https://store.test'], videos: ['https://video.test'] },
    requireTenant: async (host) => {
      if (host !== 'learn.test') throw new AppError('not_found');
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await app.close();
  renderer.closeAllConnections();
  renderer.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  rendered.length = 0;
  logged.length = 0;
});

test('an address with a host of its own is answered as its path', async () => {
  const answer = await send('GET http://evil.test/courses?q=a HTTP/1.1');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(rendered.map(({ url }) => url)).toEqual(['/courses?q=a']);
  expect(await send('GET http://evil.test/api/v1/nothing HTTP/1.1')).toMatch(/^HTTP\/1\.1 404 /);
  expect(rendered).toHaveLength(1);
});

test('nothing is rendered for a host that nobody has', async () => {
  const answer = await send('GET / HTTP/1.1', { host: 'evil.test' });
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  expect(rendered).toEqual([]);
});

test('what only the edge may say is overwritten, and what is of one connection stays there', async () => {
  await send('GET / HTTP/1.1', {
    connection: 'close, x-em-ctx, x-hop',
    'x-em-ctx': 'forged.mac',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'gopher',
    'content-security-policy': "script-src 'nonce-known'",
    'x-hop': '1',
    te: 'trailers',
  });
  const headers = rendered[0]?.headers ?? {};
  expect(signedContext.read(headers['x-em-ctx'])).toEqual({
    host: 'learn.test',
    address: '127.0.0.1',
  });
  expect(headers).toMatchObject({ 'x-forwarded-host': 'learn.test', 'x-forwarded-proto': 'https' });
  expect(headers['content-security-policy']).not.toContain('known');
  expect(headers['content-security-policy']).toContain(
    "connect-src 'self' https://store.test https://video.test;",
  );
  expect(headers['content-security-policy']).toContain(
    "media-src 'self' blob: https://video.test;",
  );
  expect(headers).not.toHaveProperty('x-hop');
  expect(headers).not.toHaveProperty('te');
});

test('a request that expects to be told to go on is answered like any other', async () => {
  const answer = await send('GET / HTTP/1.1', { expect: '100-continue', 'content-length': '0' });
  expect(answer).toContain('HTTP/1.1 200 ');
});

test('a visitor who leaves before the answer is no failure', async () => {
  const visitor = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const asked = once(renderer, 'request');
  visitor.write('GET /slow HTTP/1.1\r\nhost: learn.test\r\n\r\n');
  const [slow] = (await asked) as [IncomingMessage];
  const left = once(slow.socket, 'close');
  visitor.destroy();
  await left;
  // Answered after whatever the first one had to say.
  await send('GET /after HTTP/1.1');
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter(({ level }) => level >= 50)).toEqual([]);
});

/** The whole answer to a request as it stands on the wire. */
function send(requestLine: string, headers: Record<string, string> = {}): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const all = { host: 'learn.test', connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => (answer += text));
  socket.once('close', () => resolve(answer)).once('error', reject);
  socket.write(`${requestLine}\r\n${lines.join('')}\r\n`);
  return promise;
}
