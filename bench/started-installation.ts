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
 * Runs what `npm start` runs on this data directory; resolves when the home page is served.
 * @param settings beside the folder and the ports
 */
export async function startInstallation(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedInstallation> {
  const port = await freePort();
  const child = spawn('node', [join(root, 'scripts/start.mjs')], {
    env: {
      ...process.env,
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
