import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * The entry reaches into Next (`getRequestHandlers`): this is what a new version of Next has to
 * pass. It needs the build that the tests make first.
 */
const web = join(import.meta.dirname, '../../apps/web');
const courseId = '0190a000-0000-7000-8000-000000000001';
const lectureId = '0190a000-0000-7000-8000-000000000002';
const folder = mkdtempSync(join(tmpdir(), 'em-web-'));
const socketPath = join(folder, 'web.sock');
const seen: { path: string; headers: IncomingHttpHeaders }[] = [];
let api: Server;
let child: ChildProcess;

beforeAll(async () => {
  if (!existsSync(join(web, '.next/required-server-files.json'))) {
    throw new Error('build the web application first: npm run build --workspace @edumaster/web');
  }
  api = createServer((incoming, response) => {
    seen.push({ path: incoming.url ?? '', headers: incoming.headers });
    const answer = answers[incoming.url?.split('?')[0] ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { code: 'not_found' }));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  child = await start();
}, 60_000);

afterAll(() => {
  child?.kill('SIGKILL');
  api?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a page is rendered from what the API says on behalf of the request', async () => {
  const page = await get('/courses', {
    'x-em-ctx': 'signed',
    'x-correlation-id': 'c-1',
    cookie: 'a=b',
  });
  expect(page.status).toBe(200);
  expect(page.body).toContain('Harbour School');
  const search = seen.find(({ path }) => path.startsWith('/api/v1/courses/search'));
  expect(search?.headers).toMatchObject({
    'x-em-ctx': 'signed',
    'x-correlation-id': 'c-1',
    cookie: 'a=b',
  });
});

test('a header that nobody signed is not passed on', async () => {
  seen.length = 0;
  await get('/courses', { 'x-forwarded-user': 'root', authorization: 'Bearer x' });
  for (const { headers } of seen) {
    expect(headers).not.toHaveProperty('x-forwarded-user');
    expect(headers).not.toHaveProperty('authorization');
  }
});

test('static files are served', async () => {
  const chunks = join(web, '.next/static/chunks');
  const script = readdirSync(chunks).find((name) => name.endsWith('.js'));
  const file = await get(`/_next/static/chunks/${script}`);
  expect(file.status).toBe(200);
  expect(file.headers['cache-control']).toContain('immutable');
});

test('a redirect names a page and not the socket', async () => {
  const page = await get(`/learn/${courseId}`);
  expect(page.status).toBe(307);
  expect(page.headers.location).toBe(`/learn/${courseId}/${lectureId}`);
});

test('a course that is not there is a 404 for search engines too', async () => {
  expect((await get('/courses/nothing-here')).status).toBe(404);
});

test('it ends by itself when its parent is gone', async () => {
  const orphan = await start(join(folder, 'orphan.sock'));
  orphan.stdin?.end();
  expect(await exitOf(orphan)).toBe(0);
}, 30_000);

test('SIGTERM ends it with status 0', async () => {
  child.kill('SIGTERM');
  expect(await exitOf(child)).toBe(0);
}, 30_000);

const course = {
  id: courseId,
  slug: 'knots',
  title: 'Knots',
  sections: [
    {
      id: 's',
      title: 'One',
      lectures: [
        { id: lectureId, title: 'First', kind: 'video', durationSeconds: 1, isPreview: true },
      ],
    },
  ],
};
const answers: Record<string, unknown> = {
  '/api/v1/tenant': { name: 'Harbour School', kind: 'academy' },
  '/api/v1/me': { id: 'u', email: 'a@b.test', name: 'Ada', roles: [], memberships: [] },
  '/api/v1/me/tenants': { items: [], nextCursor: null },
  '/api/v1/users/u/enrollments': { items: [], nextCursor: null },
  '/api/v1/categories': { items: [] },
  '/api/v1/courses/search': { items: [], total: 0, nextCursor: null },
  [`/api/v1/courses/${courseId}`]: course,
};

async function start(path = socketPath): Promise<ChildProcess> {
  const { port } = api.address() as AddressInfo;
  const started = spawn(process.execPath, [join(web, 'server.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      EDUMASTER_WEB_SOCKET: path,
      EDUMASTER_API_URL: `http://127.0.0.1:${port}`,
    },
  });
  await new Promise<void>((resolve, reject) => {
    started.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
    started.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('{"ready":true}')) resolve();
    });
  });
  return started;
}

function exitOf(running: ChildProcess): Promise<number | null> {
  if (running.exitCode !== null) return Promise.resolve(running.exitCode);
  return new Promise((resolve) => running.once('exit', resolve));
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath, path, headers: { host: 'x.test', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject).end();
  });
}
