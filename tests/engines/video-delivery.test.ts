import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { newId } from '@edumaster/kernel';
import { type SignatureScheme, signToken } from '@edumaster/media/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealNginx, startNginx } from './start-nginx.ts';

// What we ship to deliver videos without asking the installation, each with the real thing where
// this machine can have it.

const key = 'a-key-that-nginx-and-edumaster-share-00';
const asset = newId();
const video = randomBytes(3 * 1024 ** 2 + 17);
const captions = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n';
const playlist = '#EXTM3U\n';
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

function pathOf(scheme: SignatureScheme, file: string, expiresAt = inMinutes(10)): string {
  const token = signToken({ key: Buffer.from(key), subject: asset, scheme }, expiresAt);
  return `/v/${token}/${asset}/${file}`;
}

/** Addresses that must not work, made from one that does. */
function refusedPaths(scheme: SignatureScheme): readonly (readonly [string, string])[] {
  const good = pathOf(scheme, '720p.mp4');
  const [, , token = '', , file = ''] = good.split('/');
  const [mac = '', expiry = ''] = token.split('.');
  const other = newId();
  const foreign = { key: Buffer.from(key.replace('a', 'b')), subject: asset, scheme };
  const flipped = (mac.startsWith('A') ? 'B' : 'A') + mac.slice(1);
  return [
    ['a second too late', pathOf(scheme, '720p.mp4', new Date(Date.now() - 1000))],
    ['of another video', `/v/${token}/${other}/${file}`],
    ['that lives longer', `/v/${mac}.${Number(expiry) + 60}/${asset}/${file}`],
    ['with a character changed', `/v/${flipped}.${expiry}/${asset}/${file}`],
    ['signed with another key', `/v/${signToken(foreign, inMinutes(10))}/${asset}/${file}`],
    ['without a signature', `/v/.${expiry}/${asset}/${file}`],
    ['without a token', `/v/${asset}/${file}`],
    ['that climbs', `/v/${token}/${asset}/..%2f..%2fsource`],
    ['that climbs openly', `/v/${token}/${asset}/../../${other}/play/720p.mp4`],
    ['of the original', `/v/${token}/${asset}/source`],
  ];
}

describe('nginx beside the disk store', () => {
  let folder: string;
  let nginx: RealNginx;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'edumaster-delivery-'));
    await chmod(folder, 0o755);
    const play = join(folder, 'media', asset, 'play');
    await mkdir(play, { recursive: true });
    await writeFile(join(play, '720p.mp4'), video);
    await writeFile(join(play, 'master.m3u8'), playlist);
    await mkdir(join(play, 'captions'));
    await writeFile(join(play, 'captions', 'en-GB.vtt'), captions);
    await writeFile(join(folder, 'media', asset, 'source'), 'the original');
    const values = { DELIVERY_KEY: key, DELIVERY_ROOT: folder };
    nginx = await startNginx({ file: 'nginx.conf', isServer: true, values });
  });
  afterAll(async () => {
    await nginx.dispose();
    await rm(folder, { recursive: true });
  });

  test('sends what a signed address names, whole and in ranges, to pages of any host', async () => {
    const whole = await fetch(nginx.url + pathOf('secure-link', '720p.mp4'));
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'cache-control': 'private, max-age=600',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await whole.arrayBuffer()).equals(video)).toBe(true);
    const part = await fetch(nginx.url + pathOf('secure-link', '720p.mp4'), {
      headers: { range: 'bytes=1000-1999' },
    });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(video.subarray(1000, 2000))).toBe(true);
    const list = await fetch(nginx.url + pathOf('secure-link', 'master.m3u8'));
    expect(list.headers.get('cache-control')).toBe('private, no-cache');
    expect(list.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
    expect(await list.text()).toBe(playlist);
    const words = await fetch(nginx.url + pathOf('secure-link', 'captions/en-GB.vtt'));
    expect(words.headers.get('content-type')).toMatch(/^text\/vtt/);
    expect(words.headers.get('cache-control')).toBe('private, no-cache');
    expect(words.headers.get('access-control-allow-origin')).toBe('*');
    expect(await words.text()).toBe(captions);
  });

  test.each(refusedPaths('secure-link'))('refuses an address %s', async (_, path) => {
    const answer = await fetch(nginx.url + path);
    expect([403, 404]).toContain(answer.status);
    expect(await answer.text()).not.toContain('original');
  });

  test('takes nothing in', async () => {
    const sent = { method: 'PUT', body: 'x' };
    expect((await fetch(nginx.url + pathOf('secure-link', '720p.mp4'), sent)).status).toBe(403);
  });
});

describe('nginx as a cache in front', () => {
  let origin: Server;
  let nginx: RealNginx;
  let asked: string[] = [];
  beforeAll(async () => {
    origin = createServer((request, response) => {
      asked.push(`${request.url?.split('/').at(-1)} ${request.headers.range}`);
      const [, from = 0, to = 0] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      const end = Math.min(Number(to), video.length - 1);
      response.writeHead(206, {
        'content-range': `bytes ${from}-${end}/${video.length}`,
        'cache-control': 'private, max-age=600',
        etag: '"one"',
      });
      response.end(video.subarray(Number(from), end + 1));
    });
    await once(origin.listen(0, '127.0.0.1'), 'listening');
    const { port } = origin.address() as AddressInfo;
    nginx = await startNginx({
      file: 'nginx-cache.conf',
      isServer: false,
      values: { DELIVERY_KEY: key, DELIVERY_ORIGIN: `http://127.0.0.1:${port}` },
    });
  });
  afterAll(async () => {
    await nginx.dispose();
    origin.closeAllConnections();
    origin.close();
  });

  test('many viewers with tokens of their own share what is cached: bar 3d', async () => {
    const viewers = 40;
    const segments = [0, 1, 2, 3, 4, 5].map((index) => index * 500_000);
    let hits = 0;
    asked = [];
    for (let viewer = 0; viewer < viewers; viewer += 1) {
      // Another second, hence another token.
      const path = pathOf('secure-link', '720p.mp4', new Date(Date.now() + (viewer + 60) * 1000));
      for (const start of segments) {
        const end = start + 499_999;
        const range = { range: `bytes=${start}-${end}` };
        const answer = await fetch(nginx.url + path, { headers: range });
        const bytes = Buffer.from(await answer.arrayBuffer());
        expect(bytes.equals(video.subarray(start, end + 1))).toBe(true);
        if (answer.headers.get('x-cache') === 'HIT') hits += 1;
      }
    }
    expect(hits / (viewers * segments.length)).toBeGreaterThanOrEqual(0.9);
    // Each slice once.
    expect(asked).toHaveLength(new Set(asked).size);
  });

  test.each(refusedPaths('secure-link'))(
    'refuses an address %s without asking',
    async (_, path) => {
      asked = [];
      expect([403, 404]).toContain((await fetch(nginx.url + path)).status);
      expect(asked).toEqual([]);
    },
  );
});

const recipes = resolve(import.meta.dirname, '../../deploy/video');

interface StoredRange {
  readonly offset: number;
  readonly length: number;
}

/** A bucket as Cloudflare's runtime gives it to a worker, as far as ours uses it. */
const bucket = {
  async get(name: string, { range }: { range: Headers }) {
    if (name !== `media/${asset}/play/720p.mp4`) return null;
    const [, from = '0', to] = /^bytes=(\d+)-(\d+)$/.exec(range.get('range') ?? '') ?? [];
    const part: StoredRange = {
      offset: Number(from),
      length: (to === undefined ? video.length - 1 : Number(to)) - Number(from) + 1,
    };
    const body = video.subarray(part.offset, part.offset + part.length);
    return { body, range: part, size: video.length, httpEtag: '"one"' };
  },
};

describe("Cloudflare's worker, in Node's runtime", async () => {
  const { default: worker } = (await import(join(recipes, 'cloudflare-worker.js'))) as {
    default: { fetch(request: Request, bindings: object): Promise<Response> };
  };
  const ask = (path: string, headers: Record<string, string> = {}) =>
    worker.fetch(new Request(`https://video.test${path}`, { headers }), {
      VIDEOS: bucket,
      DELIVERY_KEY: key,
    });

  test('sends what a signed address names, whole and in ranges', async () => {
    const whole = await ask(pathOf('hmac-sha256', '720p.mp4'));
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await whole.arrayBuffer()).equals(video)).toBe(true);
    const part = await ask(pathOf('hmac-sha256', '720p.mp4'), { range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${video.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(video.subarray(10, 20))).toBe(true);
    expect((await ask(pathOf('hmac-sha256', 'missing.mp4'))).status).toBe(404);
  });

  test.each(refusedPaths('hmac-sha256'))('refuses an address %s', async (_, path) => {
    expect([403, 404]).toContain((await ask(path)).status);
  });
});

describe("CloudFront's function, in Node's runtime", async () => {
  const source = await readFile(join(recipes, 'cloudfront-function.js'), 'utf8');
  const context = createContext({ require: createRequire(import.meta.url) });
  runInContext(source.replace("'DELIVERY_KEY'", JSON.stringify(key)), context);
  const ask = (path: string) =>
    runInContext(
      `handler(${JSON.stringify({ request: { uri: path, querystring: {} } })})`,
      context,
    );

  test('asks for the file behind the address, without the token', () => {
    const path = pathOf('hmac-sha256', '720p.mp4');
    expect(ask(path)).toMatchObject({ uri: `/media/${asset}/play/720p.mp4` });
  });

  test.each(refusedPaths('hmac-sha256'))('refuses an address %s', (_, path) => {
    expect([403, 404]).toContain(ask(path).statusCode);
  });
});
