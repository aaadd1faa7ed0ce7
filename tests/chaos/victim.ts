import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@edumaster/testkit';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { freePort, startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import { descendantsOf, processesAt, type SeenProcess, survivorsOf } from './processes.ts';

const run = promisify(execFile);

/** An installation of its own, copied from the template. @returns its data directory */
async function copyOfTemplate(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'edumaster-chaos-'));
  // `cp` keeps the owner of the database's files, which is not always us.
  await run('cp', ['-a', `${inject('chaosTemplate').dataDir}/.`, dataDir]);
  return dataDir;
}

/** A server that is killed and started again, always on the same data and port. */
export interface Victim {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly server: TestServer;
  /** The environment that it is started with. */
  settings(): Record<string, string>;
  /** What it started, by a part of the command line. */
  child(command: string): SeenProcess | undefined;
  /** `kill -9`, after which nothing of it is left: neither database nor renderer nor encoder. */
  kill(): Promise<void>;
  /** Asks it to stop. @returns the exit status, when nothing of it is left */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
  /** @throws Error when it is not ready within three minutes */
  start(): Promise<void>;
}

/** A running server for the test file that calls this at its top. */
export function useVictim(): Victim {
  let dataDir = '';
  let port = 0;
  let running: TestServer | undefined;
  const server = (): TestServer => {
    if (!running) throw new Error('there is no server outside of tests');
    return running;
  };
  const settings = () => ({
    EDUMASTER_DATA_DIR: dataDir,
    EDUMASTER_DEMO: 'false',
    PORT: String(port),
  });
  const start = async () => {
    running = await startTestServer({ dataDir, port, env: settings() });
  };
  beforeAll(async () => {
    dataDir = await copyOfTemplate();
    port = await freePort();
    await start();
  });
  afterAll(async () => {
    await running?.stop();
    const left = processesAt(dataDir);
    await rm(dataDir, { recursive: true, force: true });
    expect(left).toEqual([]);
  });
  return {
    start,
    settings,
    get url() {
      return server().url;
    },
    get port() {
      return port;
    },
    get dataDir() {
      return dataDir;
    },
    get server() {
      return server();
    },
    child: (command) => familyOf(server()).find((seen) => seen.command.includes(command)),
    async kill() {
      const family = familyOf(server());
      await server().kill();
      await untilGone(family, dataDir);
    },
    async stop(signal = 'SIGTERM') {
      const { child } = server();
      const family = familyOf(server());
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      // It waits for what it started: there is nothing to wait for.
      expect(survivorsOf(family)).toEqual([]);
      expect(processesAt(dataDir)).toEqual([]);
      return child.exitCode;
    },
  };
}

function familyOf({ child, output }: TestServer): SeenProcess[] {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  if (hasEnded || child.pid === undefined) throw new Error(`the server has ended:\n${output()}`);
  return descendantsOf(child.pid);
}

/** The kernel kills the children with their parent; the database writes down what it has first. */
async function untilGone(family: readonly SeenProcess[], dataDir: string): Promise<void> {
  const left = () => [...survivorsOf(family), ...processesAt(dataDir)];
  await eventually(`the end of what the server had started`, () =>
    left().length === 0 ? true : undefined,
  ).catch((error: unknown) => {
    throw new Error(
      left()
        .map(({ pid, command }) => `${pid} ${command}`)
        .join('\n'),
      {
        cause: error,
      },
    );
  });
}
