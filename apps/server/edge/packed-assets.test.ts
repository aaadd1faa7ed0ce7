import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { PackedAssets } from './packed-assets.ts';

const script = 'console.log("a script that repeats itself");\n'.repeat(200);
const headers = {
  'content-type': 'application/javascript; charset=UTF-8',
  'cache-control': 'public, max-age=31536000, immutable',
};
let loaded: string[] = [];
const assets = new PackedAssets(async (path) => {
  loaded.push(path);
  const status = path.includes('lost') ? 404 : 200;
  return { status, headers, bytes: Uint8Array.from(Buffer.from(script)).buffer };
});
const app = fastify();
app.setNotFoundHandler(async (request, reply) => {
  reply.header('content-security-policy', "default-src 'none'");
  if (await assets.answer(request.url, request, reply)) return reply;
  return reply.code(200).send('passed on');
});

afterAll(() => app.close());
beforeEach(() => {
  loaded = [];
});

const ask = (url: string, accepted: string, more: Record<string, string> = {}) =>
  app.inject({ url, headers: { 'accept-encoding': accepted, ...more } });

test('a script is packed once, as the client likes it best, and goes by the policy of its page', async () => {
  const url = '/_next/static/chunks/app.js';
  const answers = await Promise.all([1, 2, 3].map(() => ask(url, 'gzip, deflate, br')));
  for (const { headers: sent, rawPayload } of [...answers, await ask(url, 'br')]) {
    expect(sent).toMatchObject({ ...headers, 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(sent['content-security-policy']).toBeUndefined();
    expect(rawPayload.length).toBeLessThan(script.length / 10);
    expect(brotliDecompressSync(rawPayload).toString()).toBe(script);
  }
  expect(loaded).toEqual([url]);
  const zipped = await ask(url, 'gzip;q=0.5, br;q=0');
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(script);
});

test.each([
  ['no client that takes it', '/_next/static/chunks/other.js', 'identity', {}],
  ['a part', '/_next/static/chunks/other.js', 'br', { range: 'bytes=0-9' }],
  ['a page', '/courses', 'br', {}],
  ['a picture', '/_next/static/media/cover.png', 'br', {}],
  [
    'an address with a query, of which there are as many as anybody likes',
    '/_next/static/a.js?1',
    'br',
    {},
  ],
] as const)('%s is passed on as it is', async (_, url, accepted, more) => {
  const answer = await ask(url, accepted, more);
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.body).toBe('passed on');
  expect(loaded).toEqual([]);
});

test('what is not there is not kept', async () => {
  for (const _ of [1, 2]) await ask('/_next/static/chunks/lost.js', 'br');
  expect(loaded).toHaveLength(2);
});
