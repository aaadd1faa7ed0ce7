import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@edumaster/kernel';
import type { TenantDatabase, TenantDatabases } from '@edumaster/postgres';
import { type HomeWorkers, startHomeWorkers, type Work } from './home-workers.ts';

const retryMilliseconds = 5_000;

interface Running {
  readonly database: TenantDatabase;
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

/** Event readers and jobs in the database of every tenant that has one, as they come and go. */
export class TenantWorkers {
  readonly #databases: TenantDatabases;
  readonly #work: Work;
  readonly #log: Log;
  readonly #running = new Map<string, Running>();
  #isStopped = false;

  constructor(databases: TenantDatabases, work: Work, log: Log) {
    this.#databases = databases;
    this.#work = work;
    this.#log = log;
  }

  start(): void {
    this.#databases.onChange(() => this.#follow());
    this.#follow();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.#running.values()].map((running) => end(running)));
  }

  #follow(): void {
    if (this.#isStopped) return;
    for (const [tenantId, running] of this.#running) {
      if (this.#databases.of(tenantId) === running.database) continue;
      this.#running.delete(tenantId);
      void end(running);
    }
    for (const database of this.#databases.all()) {
      if (this.#running.has(database.tenantId)) continue;
      const stopping = new AbortController();
      const ended = this.#run(database, stopping.signal);
      this.#running.set(database.tenantId, { database, stopping, ended });
    }
  }

  /** Waits for a database that is away; once started, the workers do that by themselves. */
  async #run(database: TenantDatabase, signal: AbortSignal): Promise<void> {
    const { tenantId: home } = database;
    const log = this.#log.child({ home });
    let workers: HomeWorkers | undefined;
    while (!workers && !signal.aborted) {
      try {
        workers = await startHomeWorkers(this.#work, { home, log, pools: await database.pools() });
      } catch (error) {
        log.warn({ err: error }, 'the database of a tenant is not worked for yet');
        await pause(retryMilliseconds, undefined, { signal }).catch(() => {});
      }
    }
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await workers?.stop();
  }
}

async function end({ stopping, ended }: Running): Promise<void> {
  stopping.abort();
  await ended;
}
