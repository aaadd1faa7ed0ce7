import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { packageRoot } from '@edumaster/kernel';
import { detectSandbox, type Limits, type Sandbox, type SandboxedProgram } from './index.ts';

const limits: Limits = {
  cpuSeconds: 20,
  wallSeconds: 20,
  memoryBytes: 1024 ** 3,
  fileBytes: 1024 ** 2,
};
const hasBubblewrap = (process.env['PATH'] ?? '')
  .split(':')
  .some((folder) => existsSync(join(folder, 'bwrap')));
const closedLevels = hasBubblewrap ? (['bwrap', 'unshare'] as const) : (['unshare'] as const);

let folder: string;
let inside: string;
let outside: string;
let server: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'edumaster-sandbox-test-')));
  inside = join(folder, 'inside');
  outside = join(folder, 'outside');
  await mkdir(inside);
  await mkdir(outside);
  await writeFile(join(outside, 'secret'), 'not yours');
  server = createServer((socket) => {
    connections += 1;
    socket.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  port = address.port;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function shell(sandbox: Sandbox, script: string, more: Partial<SandboxedProgram> = {}) {
  const lines: string[] = [];
  const exit = await sandbox.run({
    command: '/bin/sh',
    args: ['-c', script],
    readable: [],
    writable: [inside],
    limits,
    onStdoutLine: (line) => lines.push(line),
    ...more,
  });
  return { ...exit, lines };
}

function connectWith(sandbox: Sandbox) {
  const script = `require('net').connect(${port},'127.0.0.1').on('connect',()=>process.exit(7)).on('error',e=>{console.log(e.code);process.exit(8)})`;
  return shell(sandbox, '', {
    command: process.execPath,
    args: ['-e', script],
    readable: [dirname(process.execPath)],
  });
}

/** Processes whose command line holds the marker. */
function processesWith(marker: string): string[] {
  return globSync('/proc/[0-9]*/cmdline').filter((path) => {
    try {
      return readFileSync(path, 'utf8').includes(marker);
    } catch {
      return false;
    }
  });
}

test('the strongest level of this machine is found and named', async () => {
  expect((await detectSandbox()).level).toBe(closedLevels[0]);
});

test('when no level starts a program the refusal says what to install', async () => {
  await expect(detectSandbox({ levels: [] })).rejects.toThrow(/util-linux.*bubblewrap/);
});

describe.each(closedLevels)('%s', (level) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await detectSandbox({ levels: [level] });
  });

  test('a connection to this machine is refused', async () => {
    connections = 0;
    const exit = await connectWith(sandbox);
    expect(exit).toMatchObject({
      code: 8,
      lines: [expect.stringMatching(/ENETUNREACH|ECONNREFUSED/)],
    });
    expect(connections).toBe(0);
  });

  test('only the writable folder can be written', async () => {
    const victims = [join(outside, 'new'), '/usr/new', '/new', '/etc/new', '/dev/shm/new'];
    const script = victims
      .map((path) => `(echo x > ${path}) 2>/dev/null && echo ${path};`)
      .join(' ');
    const exit = await shell(sandbox, `${script} echo x > ${inside}/mine`);
    expect(exit).toMatchObject({ code: 0, lines: [] });
    expect(await readFile(join(inside, 'mine'), 'utf8')).toBe('x\n');
    expect(victims.filter((path) => existsSync(path))).toEqual([]);
  });

  test('a readable folder cannot be written, nor be made writable again', async () => {
    const script = [
      `cat ${outside}/secret; echo`,
      `mount -o remount,bind,rw ${outside} 2>/dev/null`,
      `unshare -rm mount -o remount,bind,rw ${outside} 2>/dev/null`,
      `(echo x > ${outside}/secret) 2>/dev/null && echo overwritten`,
      'true',
    ].join('\n');
    expect((await shell(sandbox, script, { readable: [outside] })).lines).toEqual(['not yours']);
  });

  test('what is not named does not exist, and other processes are out of sight', async () => {
    const exit = await shell(
      sandbox,
      `cat ${outside}/secret; ls /root /home /work; kill -0 ${process.pid}; echo $$`,
    );
    expect(exit.stderrTail).not.toContain('not yours');
    expect(exit.stderrTail.match(/No such file/g)).toHaveLength(4);
    expect(exit.stderrTail).toMatch(/No such process/i);
    expect(Number(exit.lines[0])).toBeLessThan(100);
  });

  test('a link that leads out of the writable folder leads nowhere', async () => {
    const script = `ln -s ${outside}/secret ${inside}/out-${level}; cat ${inside}/out-${level};
      (echo x > ${inside}/out-${level}) 2>/dev/null && echo written; ls /proc/1/root${outside}`;
    const exit = await shell(sandbox, script);
    expect(exit.lines).toEqual([]);
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('not yours');
  });

  test('what forks without end is gone with all that it left when its time is over', async () => {
    const marker = `8${process.pid}${level.length}`;
    const script = `for i in $(seq 200); do setsid sleep ${marker} & done; echo up; wait`;
    const exit = await shell(sandbox, script, { limits: { ...limits, wallSeconds: 3 } });
    expect(exit).toMatchObject({ isTimedOut: true, lines: ['up'] });
    await expect.poll(() => processesWith(marker), { timeout: 5000 }).toEqual([]);
  });

  test('no more processes than allowed, unless we are root', async () => {
    // Root is let pass by the kernel: somebody else is asked to try.
    const program = {
      command: '/bin/sh',
      args: ['-c', 'for i in $(seq 40); do sleep 2 & done; echo all; wait'],
      readable: [],
      writable: [],
      limits: { ...limits, processes: 20 },
    };
    const parent = spawn(
      process.execPath,
      [
        '--conditions=@edumaster/source',
        '--input-type=module',
        '-e',
        `import { detectSandbox } from '@edumaster/sandbox';
         const sandbox = await detectSandbox({ levels: ['${level}'] });
         const lines = [];
         const exit = await sandbox.run({
           ...JSON.parse(process.env.PROGRAM), onStdoutLine: (line) => lines.push(line) });
         console.log(JSON.stringify({ ...exit, lines }));`,
      ],
      {
        cwd: packageRoot(import.meta.url),
        env: { PATH: process.env['PATH'], PROGRAM: JSON.stringify(program) },
        stdio: ['ignore', 'pipe', 'inherit'],
        ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
      },
    );
    let output = '';
    parent.stdout.on('data', (text) => (output += text));
    await once(parent, 'close');
    const exit = JSON.parse(output);
    expect(exit.stderrTail).toMatch(/fork/i);
    expect(exit.lines).toEqual([]);
  });

  test('settings of the kernel cannot be written, and no capability is left', async () => {
    const path = '/proc/sys/kernel/core_pattern';
    const same = readFileSync(path, 'utf8').trim();
    const exit = await shell(
      sandbox,
      `grep CapEff /proc/self/status; (echo '${same}' > ${path}) 2>/dev/null && echo written`,
    );
    expect(exit.lines).toEqual(['CapEff:\t0000000000000000']);
  });
});

describe('limits', () => {
  test('holds nobody back from network and disk, which is why its level must be looked at', async () => {
    const sandbox = await detectSandbox({ levels: ['limits'] });
    connections = 0;
    expect((await connectWith(sandbox)).code).toBe(7);
    expect(connections).toBe(1);
  });
});

describe.each([...closedLevels, 'limits'] as const)('%s also', (level) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await detectSandbox({ levels: [level] });
  });

  test('nothing of our environment is passed on', async () => {
    vi.stubEnv('EDUMASTER_SECRET', 'leaked');
    const { lines } = await shell(sandbox, 'env', { env: { GIVEN: 'yes' } });
    vi.unstubAllEnvs();
    expect(lines).toContain('GIVEN=yes');
    expect(lines.join('\n')).not.toContain('leaked');
  });

  test('too much memory ends the program', async () => {
    const hungry = 'head -c 600000000 /dev/zero | tail -n 1 > /dev/null';
    const exit = await shell(sandbox, hungry, {
      limits: { ...limits, memoryBytes: 64 * 1024 ** 2 },
    });
    expect(exit.stderrTail).toMatch(/memory/i);
  });

  test('too large a file ends the program', async () => {
    const exit = await shell(sandbox, `exec head -c 5000000 /dev/zero > ${inside}/large`);
    expect(exit.code).not.toBe(0);
    expect((await stat(join(inside, 'large'))).size).toBeLessThanOrEqual(limits.fileBytes);
  });

  test('too much CPU time ends the program', async () => {
    const exit = await shell(sandbox, 'while :; do :; done', {
      limits: { ...limits, cpuSeconds: 1 },
    });
    expect(exit).not.toMatchObject({ code: 0 });
    expect(exit.isTimedOut).toBe(false);
  });

  test('time by the clock ends the program and says so', async () => {
    const exit = await shell(sandbox, 'sleep 60', { limits: { ...limits, wallSeconds: 0.3 } });
    expect(exit.isTimedOut).toBe(true);
  });

  test('an abort kills the whole tree', async () => {
    const marker = `6${process.pid}1`;
    const abort = new AbortController();
    const run = shell(sandbox, `sleep ${marker} & sleep ${marker} & echo up; wait`, {
      signal: abort.signal,
      onStdoutLine: () => abort.abort(new Error('changed our mind')),
    });
    await expect(run).rejects.toThrow('changed our mind');
    expect(processesWith(marker)).toEqual([]);
  });

  test('kill -9 of the parent leaves no orphan', async () => {
    const marker = `7${process.pid}${level.length}`;
    const program = { command: '/bin/sleep', args: [marker], readable: [], writable: [], limits };
    const parent = spawn(
      process.execPath,
      [
        '--conditions=@edumaster/source',
        '--input-type=module',
        '-e',
        `import { detectSandbox } from '@edumaster/sandbox';
         const sandbox = await detectSandbox({ levels: ['${level}'] });
         await sandbox.run(JSON.parse(process.env.PROGRAM));`,
      ],
      {
        cwd: packageRoot(import.meta.url),
        env: { PATH: process.env['PATH'], PROGRAM: JSON.stringify(program) },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    await expect.poll(() => sleepers(marker), { timeout: 15_000 }).toHaveLength(1);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => processesWith(marker), { timeout: 5000 }).toEqual([]);
  });

  test('a program that does not exist is an error, not a success', async () => {
    const exit = await shell(sandbox, '', { command: '/usr/bin/does-not-exist' });
    expect(exit.code).not.toBe(0);
    expect(exit.stderrTail).toContain('does-not-exist');
  });
});

/** The program itself, without the wrappers whose command lines also hold the marker. */
function sleepers(marker: string): string[] {
  return processesWith(marker).filter((path) =>
    readFileSync(path, 'utf8').startsWith('/bin/sleep\0'),
  );
}

test('a relative path is refused before anything runs', async () => {
  const sandbox = await detectSandbox({ levels: ['limits'] });
  await expect(shell(sandbox, 'true', { writable: ['here'] })).rejects.toThrow(/absolute/);
});
