import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const root = resolve(import.meta.dirname, '..');

export interface StartedInstallation {
  readonly child: ChildProcess;
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The launcher gives a server on somebody's own machine a small heap, which costs a third of the CPU
 * under load; a server in production has the heap of Node.
 */
export type Heap = 'small' | 'as in production';

const programs: Readonly<Record<Heap, string>> = {
  small: 'scripts/start.mjs',
  'as in production': 'apps/server/dist/main.js',
};

/**
 * Runs what `npm start` runs on this data directory; resolves when the home page is served.
 * @param settings beside the folder and the ports
 */
export async function startInstallation(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
  heap: Heap = 'small',
): Promise<StartedInstallation> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, programs[heap])], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...settings,
      PORT: String(port),
      EDUMASTER_DATA_DIR: dataDir,
      EDUMASTER_METRICS_PORT: String(await freePort()),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://localhost:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server ended at its start');
    const response = await fetch(url).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) break;
    await pause(10);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { child, url, stop };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
