import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { freePort, startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import { demoVisitor, visitor } from '../running-server/visitor.ts';
import { accounts, password, signedIn } from './accounts.ts';
import { processesAt } from './processes.ts';
import { runLauncher, runServer } from './programs.ts';
import { familyOf, untilGone, useVictim } from './victim.ts';

const { course } = inject('chaosTemplate');
const secret = 'a secret that only this test knows, long enough';

describe('beside or after another start', () => {
  const victim = useVictim();

  test('the second start is quick and has everything that was there', async () => {
    const email = 'nora@example.test';
    const nora = { email, password: 'a long enough password', name: 'Nora New' };
    await visitor(victim.url).api.register({ body: nora });
    expect(await victim.server.stop()).toBe(0);
    const start = performance.now();
    await victim.start();
    // Measured: 1.5 s on an idle machine; the first start takes five times as long.
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(victim.server.output()).not.toContain('Creating the database');
    expect(victim.server.output()).not.toContain('migrations');

    const { user } = await visitor(victim.url).api.logIn({ body: { email, password: nora.password } });
    expect(user.name).toBe('Nora New');
    const { items } = await visitor(victim.url).api.searchCourses({ query: { q: course.title } });
    expect(items.map(({ id }) => id)).toEqual([course.courseId]);
    expect((await fetch(`${victim.url}/courses/${course.slug}`)).status).toBe(200);
  });

  test.each([
    ['the server', runServer],
    ['npm start', runLauncher],
  ])('%s refuses data that another one works with, and leaves that one alone', async (_, run) => {
    const family = familyOf(victim.server).map(({ pid }) => pid);
    const { status, stdout, stderr } = await run({
      env: { EDUMASTER_DATA_DIR: victim.dataDir, PORT: String(await freePort()) },
    });
    expect(status).toBe(1);
    const running = `EduMaster is already running (process ${victim.server.child.pid})`;
    expect(stdout + stderr).toContain(running);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    await signedIn(victim.url, 'instructor');
    expect(familyOf(victim.server).map(({ pid }) => pid)).toEqual(expect.arrayContaining(family.slice(0, 1)));
  });
});
