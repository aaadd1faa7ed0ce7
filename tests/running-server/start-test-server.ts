import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '@edumaster/testkit';

const root = resolve(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');

export interface TestServerOptions {
  /** By default a new one, which `dispose` deletes. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The built program, running as a child with a data directory of its own. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** Of `/metrics`, on loopback. */
  readonly metricsPort: number;
  readonly dataDir: string;
  readonly child: ChildProcess;
  /** Everything that it printed. */
  readonly output: () => string;
  /** Asks it to stop and waits. @returns the exit status */
  stop(): Promise<number | null>;
  /** `kill -9`, and waits until the process is gone. */
  kill(): Promise<void>;
  /** Stops it and deletes its data. */
  dispose(): Promise<void>;
}

/** Starts the built program and waits until it is ready. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await spawnTestServer(options);
  // The demo data is made behind open doors; in production there is none, and nobody at a terminal.
  const isProduction = options.env?.['EDUMASTER_MODE'] === 'production';
  try {
    await waitUntilReady(server, isProduction ? '' : 'EduMaster is running');
    return server;
  } catch (error) {
    await server.kill();
    throw error;
  }
}

/** Starts the built program and does not wait. */
export async function spawnTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'edumaster-test-')));
  const metricsPort = await freePort();
  const port = options.port ?? (await freePort());
  const child = spawn(node, [join(root, 'apps/server/dist/main.js')], {
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      EDUMASTER_DATA_DIR: dataDir,
      EDUMASTER_METRICS_PORT: String(metricsPort),
      // One instructor of the demo makes more courses here than a person in a day.
      EDUMASTER_COURSES_PER_DAY: '10000',
      // And all of them come from one address.
      EDUMASTER_ADDRESS_LIMIT_FACTOR: '1000',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const url = `http://localhost:${port}`;
  const server: TestServer = {
    url,
    port,
    metricsPort,
    dataDir,
    child,
    output: () => output,
    async stop() {
      if (!hasEnded(server)) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
    async kill() {
      if (hasEnded(server)) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async dispose() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return server;
}

async function waitUntilReady(server: TestServer, said: string): Promise<void> {
  await eventually(
    'the server to be ready',
    async () => {
      if (hasEnded(server)) throw new Error(`the server ended at its start:\n${server.output()}`);
      const response = await fetch(`${server.url}/readyz`).catch(() => undefined);
      return response?.ok && server.output().includes(said) ? true : undefined;
    },
    180,
  );
}

function hasEnded({ child }: Pick<TestServer, 'child'>): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
