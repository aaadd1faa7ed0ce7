import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot, silentLog } from '@edumaster/kernel';
import { Client } from 'pg';
import { type Connection, type EmbeddedPostgres, startEmbeddedPostgres } from '../index.ts';
import { readPostmaster } from '../postmaster-file.ts';
import type { Profile } from '../settings.ts';

/** A folder for one test's databases; what was started in it is stopped by `remove`. */
export class ServerFolder {
  readonly path: string;
  readonly #servers: EmbeddedPostgres[] = [];
  readonly #programs: ChildProcess[] = [];

  /** @param mode `0o755` lets the server's account pass, `0o700` does not */
  constructor(mode = 0o755) {
    this.path = mkdtempSync(join(realpathSync(tmpdir()), 'postgres-embedded-'));
    chmodSync(this.path, mode);
  }

  get dataDir(): string {
    return join(this.path, 'postgres');
  }

  async start(
    settings: Record<string, string> = {},
    profile: Profile = 'test',
  ): Promise<EmbeddedPostgres> {
    const { dataDir } = this;
    const server = await startEmbeddedPostgres({ dataDir, profile, log: silentLog, settings });
    this.#servers.push(server);
    return server;
  }

  /** Starts a server from another process, which answers with its connection or its refusal. */
  async startElsewhere(environment?: NodeJS.ProcessEnv) {
    const script = join(packageRoot(import.meta.url), 'testing/hold-server.ts');
    const program = spawn(
      process.execPath,
      [
        '--conditions=@edumaster/source',
        '--disable-warning=ExperimentalWarning',
        script,
        this.dataDir,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: environment },
    );
    this.#programs.push(program);
    const [line] = (await once(createInterface({ input: program.stdout }), 'line')) as [string];
    const answer = JSON.parse(line) as Connection & { refused?: string };
    return { program, answer };
  }

  serverPid(): number {
    const pid = readPostmaster(this.dataDir)?.pid;
    if (pid === undefined) throw new Error(`no server runs in ${this.dataDir}`);
    return pid;
  }

  async remove(): Promise<void> {
    for (const program of this.#programs) program.kill('SIGKILL');
    for (const server of this.#servers) await server.stop();
    const entry = lstatSync(this.dataDir, { throwIfNoEntry: false });
    if (entry?.isSymbolicLink()) rmSync(dirname(realpathSync(this.dataDir)), { recursive: true });
    rmSync(this.path, { recursive: true });
  }
}

/** One statement on a connection of its own; answers its rows. */
export async function query(connection: Connection, sql: string): Promise<unknown[]> {
  const client = new Client(connection);
  // A server that is killed breaks the connection outside of any query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Repeats until it neither throws nor answers false. */
export async function eventually(what: string, attempt: () => unknown, withinMs = 10_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      if ((await attempt()) !== false) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await delay(25);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
