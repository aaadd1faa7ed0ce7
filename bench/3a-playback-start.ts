// Bar 3a: the start of a playback (session, entitlement, signed manifest), against the least that an
// HTTP server in Node can do: with the entitlement in memory, without, and at the very first start of
// a lecture, which is written down. Then how long a revoked one is still let in.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { untilQuiet } from './cpu-time.ts';
import { LoadMaker } from './load.ts';
import { enrollInMany } from './many-enrollments.ts';
import { list, median } from './median.ts';
import { SignedInCaller } from './signed-in-caller.ts';
import { freePort, startInstallation } from './started-installation.ts';

const rounds = 5;
const courses = 1_200;
const helloRequests = 5_000;
const cachedRequests = 3_000;
/** Few enough that each is asked for again at once. */
const cachedCourses = 20;
const revocations = 10;

const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
// The account that runs Postgres must pass, or the database would lie elsewhere and stay.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');

const installation = await startInstallation(dataDir, {}, 'as in production');
const helloPort = await freePort();
const hello = spawn(process.execPath, [
  join(import.meta.dirname, 'peers/hello.ts'),
  String(helloPort),
]);
const loads = new LoadMaker();
const pid = installation.child.pid ?? 0;

try {
  await untilQuiet(pid);
  const caller = await SignedInCaller.register(installation.url);
  const enrolled = await enrollInMany({ dataDir, email: caller.email }, courses);
  const { paths } = enrolled;
  if (paths.length !== courses) throw new Error(`${paths.length} courses have a video`);
  const headers = { cookie: await caller.newSession() };
  const ask = (index: number) => {
    return { url: installation.url + (paths[index % paths.length] ?? ''), headers };
  };
  const measured = {
    hello: () =>
      loads.measure({
        pid: hello.pid ?? 0,
        count: helloRequests,
        ask: () => ({ url: `http://127.0.0.1:${helloPort}/` }),
      }),
    cached: () => {
      const few = (index: number) => ask(index % cachedCourses);
      return loads.measure({ pid, count: cachedRequests, ask: few });
    },
    // Longer ago than anything is believed by which somebody is let in.
    uncached: async () => {
      await pause(1_500);
      return loads.measure({ pid, count: courses, ask });
    },
  };
  const first = await measured.uncached();
  for (const measure of Object.values(measured)) await measure();
  const figures = { hello: [], cached: [], uncached: [] } as Record<
    keyof typeof measured,
    number[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['hello', 'cached', 'uncached'] as const) {
      figures[name].push(await measured[name]());
    }
  }
  const untilRefused: number[] = [];
  for (const path of paths.slice(0, revocations)) {
    const asked = { url: installation.url + path, headers };
    if ((await loads.status(asked)) !== 200) throw new Error('refused before it was revoked');
    await enrolled.revoke(path);
    const revokedAt = performance.now();
    while ((await loads.status(asked)) === 200) {
      if (performance.now() - revokedAt > 60_000) throw new Error('a revoked one is still let in');
      await pause(1);
    }
    untilRefused.push(performance.now() - revokedAt);
  }
  await enrolled.close();
  print('hello', figures.hello);
  print('entitlement in memory', figures.cached);
  print('entitlement not in memory', figures.uncached);
  print('the very first start', [first]);
  console.log(`until a revoked one is refused: ${list(untilRefused)} ms`);
  const ratio = (values: readonly number[]) => (median(values) / median(figures.hello)).toFixed(1);
  console.log(
    `3a ratios: cached ${ratio(figures.cached)} (bar: at most 4), not cached ` +
      `${ratio(figures.uncached)} (bar: at most 8), first start ${ratio([first])}; refused within ` +
      `${Math.max(...untilRefused).toFixed(0)} ms (bar: 1000)`,
  );
} finally {
  loads.close();
  hello.kill();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}

function print(name: string, values: readonly number[]): void {
  const microseconds = values.map((value) => value * 1_000);
  console.log(
    `${name.padEnd(28)} ${list(microseconds)} µs CPU, median ${list([median(microseconds)])}`,
  );
}
