import type { Log } from '@edumaster/kernel';
import pg from 'pg';

const graceSeconds = 5;

/**
 * Tells the jobs of living workers from those of killed ones. graphile-worker leaves a killed
 * worker's job locked for four hours; here every worker holds an advisory lock for as long as its
 * process has a connection, and a job whose worker holds none is given free.
 */
export class WorkerLocks {
  readonly #connection: pg.ClientConfig;
  readonly #log: Log;
  readonly #workerIds = new Set<string>();
  #client: pg.Client | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(connection: pg.ClientConfig, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  /** Marks a worker of this process as alive. */
  add(workerId: string): void {
    this.#workerIds.add(workerId);
    this.#inTurn((client) => lock(client, workerId));
  }

  /** Frees the jobs of workers that are gone. */
  releaseDead(): Promise<void> {
    return this.#inTurn(async (client) => {
      const { rows } = await client.query<{ workerId: string }>(
        `select distinct locked_by as "workerId" from graphile_worker._private_jobs
         where locked_by <> all($1) and locked_at < now() - make_interval(secs => $2)`,
        [[...this.#workerIds], graceSeconds],
      );
      for (const { workerId } of rows) await this.#releaseIfDead(client, workerId);
    });
  }

  /** Gives free what the workers of this process still hold: they have stopped. */
  async close(): Promise<void> {
    await this.#inTurn((client) =>
      client.query('select graphile_worker.force_unlock_workers($1)', [[...this.#workerIds]]),
    );
    await this.#client?.end().catch(() => {});
  }

  async #releaseIfDead(client: pg.Client, workerId: string): Promise<void> {
    if (!(await tryLock(client, workerId))) return;
    await client.query('select graphile_worker.force_unlock_workers($1)', [[workerId]]);
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [nameOf(workerId)]);
    this.#log.warn({ workerId }, 'the jobs of a worker that is gone are free again');
  }

  /** One connection, one query at a time; a lost connection is opened again with all locks. */
  #inTurn(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    this.#turn = this.#turn
      .then(async () => {
        this.#client ??= await this.#connect();
        await work(this.#client);
      })
      .catch((error: unknown) => {
        this.#log.warn({ err: error }, 'the locks of this worker could not be kept');
        // One that failed but lives would keep the locks from the next.
        void this.#client?.end().catch(() => {});
        this.#client = undefined;
      });
    return this.#turn;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#connection, keepAlive: true });
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined;
    });
    await client.connect();
    for (const workerId of this.#workerIds) await lock(client, workerId);
    return client;
  }
}

async function lock(client: pg.Client, workerId: string): Promise<void> {
  await tryLock(client, workerId);
}

async function tryLock(client: pg.Client, workerId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
    [nameOf(workerId)],
  );
  return rows[0]?.locked ?? false;
}

function nameOf(workerId: string): string {
  return `edumaster worker ${workerId}`;
}
