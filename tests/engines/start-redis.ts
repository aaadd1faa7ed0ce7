import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@edumaster/testkit';
import { freePort } from '../running-server/start-test-server.ts';

/** Debian's Redis on a port of its own, with nothing in it and nothing kept. */
export interface RealRedis {
  readonly url: string;
  /** `kill -9`, and waits until the process is gone. */
  kill(): Promise<void>;
  /** A new one on the same port, empty. */
  startAgain(): Promise<void>;
  /** Stops it in the middle of whatever it does: it keeps its connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  dispose(): Promise<void>;
}

export async function startRedis(): Promise<RealRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-redis-'));
  const port = await freePort();
  let child = await run(port, folder);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async startAgain() {
      child = await run(port, folder);
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async dispose() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const settings = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const child = spawn('redis-server', settings.map(String), { stdio: 'ignore' });
  await eventually('Redis to answer', async () => {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    return (await isListening(port)) ? true : undefined;
  });
  return child;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
