// Bar 9: what it costs to know who makes a request, against the same route without a caller: with a
// session and with a token that the process has seen before, and at the first sight of each.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuMilliseconds, untilQuiet } from './cpu-time.ts';
import { list, median } from './median.ts';
import { SignedInCaller } from './signed-in-caller.ts';
import { startInstallation } from './started-installation.ts';

const rounds = 7;
const requests = 6_000;
const firstSights = 120;
const atATime = 8;

const folder = mkdtempSync(join(tmpdir(), 'edumaster-bench-'));
// The account that runs Postgres must pass, or the database would lie elsewhere and stay.
chmodSync(folder, 0o755);

const installation = await startInstallation(join(folder, 'data'));
const agent = new Agent({ keepAlive: true, maxSockets: atATime });
const pid = installation.child.pid ?? 0;

type Headers = Readonly<Record<string, string>>;

/** Does nothing but answer: whatever more a request costs is the price of knowing the caller. */
const url = new URL('/api/v1/installation', installation.url);

function ask(headers: Headers): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`answered with ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** @returns CPU milliseconds of all processes of the installation, a request */
async function measure(count: number, headersOf: (index: number) => Headers): Promise<number> {
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await ask(headersOf(index));
    }
  };
  const before = cpuMilliseconds(pid);
  await Promise.all(Array.from({ length: atATime }, work));
  return (cpuMilliseconds(pid) - before) / count;
}

try {
  await untilQuiet(pid);
  const caller = await SignedInCaller.register(installation.url);
  const session = { cookie: await caller.newSession() };
  const token = { authorization: `Bearer ${await caller.newToken()}` };
  const variants: [string, Headers][] = [
    ['nobody', {}],
    ['a session', session],
    ['a token', token],
  ];
  const seen = new Map(variants.map(([name]) => [name, [] as number[]]));
  const first = new Map<string, number[]>([
    ['a session', []],
    ['a token', []],
  ]);
  for (const [, headers] of variants) await measure(requests, () => headers);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, headers] of variants) {
      seen.get(name)?.push(await measure(requests, () => headers));
    }
    const sessions: Headers[] = [];
    const tokens: Headers[] = [];
    for (let index = 0; index < firstSights; index += 1) {
      sessions.push({ cookie: await caller.newSession() });
      tokens.push({ authorization: `Bearer ${await caller.newToken()}` });
    }
    first.get('a session')?.push(await measure(firstSights, (index) => sessions[index] ?? {}));
    first.get('a token')?.push(await measure(firstSights, (index) => tokens[index] ?? {}));
  }
  for (const [name, values] of seen) print(name, values);
  for (const [name, values] of first) print(`${name}, seen for the first time`, values);
  const ratio = (name: string) => (of(seen, name) / of(seen, 'nobody')).toFixed(2);
  console.log(
    `9 ratios: session ${ratio('a session')}, token ${ratio('a token')} (bar: at most 2)`,
  );
} finally {
  agent.destroy();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}

function of(values: ReadonlyMap<string, readonly number[]>, name: string): number {
  return median(values.get(name) ?? []);
}

function print(name: string, values: readonly number[]): void {
  const microseconds = values.map((value) => value * 1_000);
  console.log(
    `${name.padEnd(36)} ${list(microseconds)} µs CPU, median ${list([median(microseconds)])}`,
  );
}
