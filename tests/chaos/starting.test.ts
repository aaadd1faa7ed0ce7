import { once } from 'node:events';
import { createServer } from 'node:net';
import { eventually } from '@edumaster/testkit';
import { expect, inject, test } from 'vitest';
import { freePort } from '../running-server/start-test-server.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import { visitor } from '../running-server/visitor.ts';
import { signedIn } from './accounts.ts';
import { processesAt } from './processes.ts';
import { runLauncher, runServer } from './programs.ts';
import { useVictim } from './victim.ts';

const { course, clip } = inject('chaosTemplate');
const victim = useVictim();

test('the second start is quick and has everything that was there', async () => {
  const nora = { email: 'nora@example.test', password: 'a long enough password' };
  await visitor(victim.url).api.register({ body: { ...nora, name: 'Nora New' } });
  expect(await victim.stop()).toBe(0);
  const start = performance.now();
  await victim.start();
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(victim.server.output()).not.toMatch(/Creating the database|migrations/);

  const { user } = await visitor(victim.url).api.logIn({ body: nora });
  expect(user.name).toBe('Nora New');
  const { items } = await visitor(victim.url).api.searchCourses({ query: { q: course.title } });
  expect(items.map(({ id }) => id)).toEqual([course.courseId]);
  const page = await fetch(`${victim.url}/courses/${course.slug}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(course.title);
});

test.each([
  { what: 'another server', start: runServer },
  { what: '"npm start"', start: runLauncher },
])('$what refuses data that is worked with, and leaves the one that runs alone', async (other) => {
  const before = [victim.child('bin/postgres'), victim.child('apps/web/server.mjs')];
  const { status, stdout, stderr } = await other.start({
    env: { EDUMASTER_DATA_DIR: victim.dataDir, PORT: String(await freePort()) },
  });
  expect(status).toBe(1);
  const { pid } = victim.server.child;
  expect(stdout + stderr).toContain(`EduMaster is already running (process ${pid}) with the data`);
  expect(stdout + stderr).not.toMatch(/^ +at /m);
  expect([victim.child('bin/postgres'), victim.child('apps/web/server.mjs')]).toEqual(before);
  await signedIn(victim.url, 'instructor');
});

test('a port that is taken is named, and nothing is left running', async () => {
  expect(await victim.stop()).toBe(0);
  const other = createServer().listen(victim.port, '127.0.0.1');
  await once(other, 'listening');
  try {
    const { status, stderr } = await runServer({ env: victim.settings() });
    expect(status).toBe(1);
    expect(stderr).toContain('The port is in use by another program. Set PORT to a free one.');
    expect(stderr).toContain(String(victim.port));
    expect(stderr).not.toMatch(/^ +at /m);
    expect(processesAt(victim.dataDir)).toEqual([]);
  } finally {
    other.close();
    await once(other, 'close');
  }
  await victim.start();
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in the middle of an encode stops everything at once, and the next start goes on with it',
  async (signal) => {
    const instructor = await signedIn(victim.url, 'instructor');
    const id = await uploadVideo(instructor, clip);
    await eventually('the encode to be under way', () => victim.child('ffmpeg'));
    const start = performance.now();
    expect(await victim.stop(signal)).toBe(0);
    expect(performance.now() - start).toBeLessThan(10_000);
    await victim.start();
    const media = await untilMedia(instructor, id, ['ready', 'failed']);
    expect(media).toMatchObject({ status: 'ready', progress: 100 });
  },
);
