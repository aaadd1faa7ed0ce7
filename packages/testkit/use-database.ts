import { randomBytes } from 'node:crypto';
import { type Ctx, silentLog } from '@edumaster/kernel';
import type { AuditLog } from '@edumaster/audit';
import type { Quotas } from '@edumaster/counters';
import type { Db } from '@edumaster/database';
import type { Consumer, Outbox } from '@edumaster/events';
import { GraphileJobs, JobRunner, jobQueueState } from '@edumaster/graphile-worker-jobs';
import type { JobHandler, Jobs } from '@edumaster/jobs';
import {
  consumerLags,
  type DatabaseConnection,
  EventReader,
  type MigrationSource,
  openPools,
  type Pools,
  PostgresAuditLog,
  PostgresDb,
  PostgresOutbox,
  PostgresQuotas,
  PostgresSignals,
  rolePasswords,
} from '@edumaster/postgres';
import type { Signals } from '@edumaster/signals';
import type pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { eventually } from './eventually.ts';
import { type CtxOptions, tenantCtx } from './tenant-ctx.ts';
import { cloneDatabase, dropDatabase, testSecret } from './test-server.ts';

export interface TestDatabaseOptions {
  /** Of the modules under test, in their order; those of platform and jobs are always there. */
  readonly migrations?: readonly MigrationSource[];
}

export interface TestDatabase {
  readonly db: Db;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly audit: AuditLog;
  readonly quotas: Quotas;
  /** Sees and may do everything but rows under forced row-level security. */
  readonly owner: pg.Pool;
  readonly pools: Pools;
  /** As its owner. */
  readonly connection: DatabaseConnection;
  tenantCtx(options?: CtxOptions): Ctx;
  /** Signals as one process hears them; each call is another process. */
  signals(): Promise<Signals>;
  /** Lets the consumers read the log to its end. @throws Error when an event parks */
  deliver(consumers: readonly Consumer[]): Promise<void>;
  /** Runs what is in the job queue until it is empty. @throws Error when a job fails for good */
  work(handlers: readonly JobHandler[]): Promise<void>;
}

/** A database of its own for the test file that calls this at its top. */
export function useDatabase({ migrations = [] }: TestDatabaseOptions = {}): TestDatabase {
  const name = `test_${randomBytes(8).toString('hex')}`;
  let opened: Pools | undefined;
  const pools = () => {
    if (!opened) throw new Error('the test database is there inside tests and hooks only');
    return opened;
  };
  beforeAll(async () => {
    const database = await cloneDatabase(inject('edumasterTestServer'), name, migrations);
    opened = openPools(database, rolePasswords(testSecret), silentLog);
  });
  const listening: PostgresSignals[] = [];
  afterAll(async () => {
    for (const signals of listening) await signals.stop();
    await opened?.close();
    await dropDatabase(inject('edumasterTestServer'), name);
  });
  let db: Db | undefined;
  return {
    outbox: new PostgresOutbox(),
    jobs: new GraphileJobs(),
    audit: new PostgresAuditLog(),
    quotas: new PostgresQuotas(),
    get db() {
      return (db ??= new PostgresDb(pools(), silentLog));
    },
    get pools() {
      return pools();
    },
    get connection() {
      return { ...inject('edumasterTestServer'), database: name };
    },
    get owner() {
      return pools().owner;
    },
    tenantCtx,
    async signals() {
      const signals = new PostgresSignals(pools().dedicated('app'), silentLog);
      listening.push(signals);
      await signals.start();
      return signals;
    },
    deliver: (consumers) => deliver(pools(), consumers),
    work: (handlers) => work(pools(), handlers),
  };
}

async function deliver(pools: Pools, consumers: readonly Consumer[]): Promise<void> {
  const reader = new EventReader({ pools, consumers, log: silentLog });
  const names = new Set(consumers.map((consumer) => consumer.name));
  reader.start();
  try {
    await eventually('the consumers to read the event log', async () => {
      await refuseParked(pools, names);
      const lags = (await consumerLags(pools.relay)).filter((lag) => names.has(lag.consumer));
      return lags.length === names.size && lags.every((lag) => lag.unread === 0) ? true : undefined;
    });
  } finally {
    await reader.stop();
  }
}

async function refuseParked(pools: Pools, names: ReadonlySet<string>): Promise<void> {
  const { rows } = await pools.relay.query<{ consumer: string; error: string | null }>(
    'select consumer, last_error as error from events.parked where attempts > 0',
  );
  const parked = rows.find((row) => names.has(row.consumer));
  if (parked) throw new Error(`${parked.consumer} parked an event: ${parked.error}`);
}

async function work(pools: Pools, handlers: readonly JobHandler[]): Promise<void> {
  const runner = new JobRunner({ pools, handlers, crons: [], concurrency: 1, log: silentLog });
  await runner.start();
  try {
    await eventually(
      'the job queue to be empty',
      async () => {
        const { waiting, running, failed } = await jobQueueState(pools);
        if (failed > 0) throw new Error(`${failed} jobs failed for good`);
        return waiting + running === 0 ? true : undefined;
      },
      120,
    );
  } finally {
    await runner.stop();
  }
}
