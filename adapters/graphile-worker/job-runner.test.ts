import { defineJob } from '@edumaster/jobs';
import { type Ctx, newId, silentLog } from '@edumaster/kernel';
import { eventually, useDatabase } from '@edumaster/testkit';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { JobRunner } from './job-runner.ts';
import { jobQueueState } from './job-queue-state.ts';
import { WorkerLocks } from './worker-locks.ts';

const database = useDatabase();
const greet = defineJob({
  name: 'test.greet',
  payload: z.object({ name: z.string() }),
  maxAttempts: 3,
});

const running: JobRunner[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
  await database.owner.query('delete from graphile_worker._private_jobs');
});

type Run = (ctx: Ctx, payload: { name: string }, signal: AbortSignal) => Promise<void>;

async function startRunner(run: Run): Promise<JobRunner> {
  const { pools } = database;
  const handlers = [{ job: greet, run }];
  const runner = new JobRunner({ pools, handlers, crons: [], concurrency: 1, log: silentLog });
  running.push(runner);
  await runner.start();
  return runner;
}

const enqueue = (name: string, key?: string, ctx = database.tenantCtx()) =>
  database.db.inTx(ctx, (tx) => database.jobs.enqueue(tx, greet, { name }, key ? { key } : {}));

test('a job runs in the tenant that enqueued it', async () => {
  const seen: string[] = [];
  await startRunner(async (ctx, { name }) => void seen.push(`${ctx.tenantId} ${name}`));
  const ctx = database.tenantCtx({ tenant: 'second' });
  await enqueue('ada', undefined, ctx);
  await eventually('the job', () => seen[0]);
  expect(seen).toEqual([`${ctx.tenantId} ada`]);
});

test('a job of another tenant than the transaction has is refused', async () => {
  const { tenantId } = database.tenantCtx({ tenant: 'second' });
  const smuggling = database.db.inTx(database.tenantCtx(), (tx) => {
    const foreign = { ...tx, ctx: { ...tx.ctx, tenantId } };
    return database.jobs.enqueue(foreign, greet, { name: 'eve' });
  });
  await expect(smuggling).rejects.toMatchObject({ code: '42501' });
});

test('the connection of a worker whose look at the queue failed is not left behind', async () => {
  const locks = new WorkerLocks(database.pools.dedicated('owner'), silentLog);
  locks.add('a worker');
  const queue = 'graphile_worker._private_jobs';
  await database.owner.query(`alter table ${queue} rename to hidden`);
  try {
    await locks.releaseDead();
  } finally {
    await database.owner.query('alter table graphile_worker.hidden rename to _private_jobs');
  }
  await eventually('the lock to be free', async () => {
    const { rows } = await database.owner.query(
      `select from pg_locks where locktype = 'advisory'
         and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.length === 0 ? true : undefined;
  });
  await locks.releaseDead();
  const { rows } = await database.owner.query(
    `select pg_try_advisory_lock(hashtextextended('edumaster worker a worker', 0)) as free`,
  );
  expect(rows).toEqual([{ free: false }]);
  await locks.close();
});

test('a job of a transaction that rolls back never runs', async () => {
  const failing = database.db.inTx(database.tenantCtx(), async (tx) => {
    await database.jobs.enqueue(tx, greet, { name: 'nobody' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await jobQueueState(database.pools)).toEqual({ waiting: 0, running: 0, failed: 0 });
});

test('a waiting job of the same key is replaced', async () => {
  await enqueue('one', 'key');
  await enqueue('two', 'key');
  const seen: string[] = [];
  await startRunner(async (_, { name }) => void seen.push(name));
  await eventually('the job', () => seen[0]);
  expect(seen).toEqual(['two']);
});

test('a job that fails is tried again', async () => {
  let attempts = 0;
  await enqueue('ada');
  await startRunner(async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('not yet');
  });
  await eventually('the first attempt', () => (attempts === 1 ? true : undefined));
  await database.owner.query('update graphile_worker._private_jobs set run_at = now()');
  await eventually('the second attempt', () => (attempts === 2 ? true : undefined));
});

test('a job is told when the runner stops, and is tried again at the next start', async () => {
  let isTold = false;
  await enqueue('ada');
  const runner = await startRunner(
    (_, __, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isTold = true;
          reject(new Error('stopped'));
        });
      }),
  );
  await eventually('the job to run', async () =>
    (await jobQueueState(database.pools)).running === 1 ? true : undefined,
  );
  await runner.stop();
  expect(isTold).toBe(true);
  const { rows } = await database.owner.query(
    'select locked_by from graphile_worker._private_jobs where attempts < max_attempts',
  );
  expect(rows).toEqual([{ locked_by: null }]);
});

test('a long job of a living worker stays its own when another program starts', async () => {
  let runs = 0;
  let finish = () => {};
  const run: Run = async () => {
    runs += 1;
    await new Promise<void>((resolve) => (finish = resolve));
  };
  await enqueue('ada');
  await startRunner(run);
  await eventually('the job to run', () => (runs === 1 ? true : undefined));
  await database.owner.query(
    `update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'`,
  );
  await startRunner(run);
  expect(await jobQueueState(database.pools)).toEqual({ waiting: 0, running: 1, failed: 0 });
  finish();
  await eventually('the job to end', async () =>
    (await jobQueueState(database.pools)).running === 0 ? true : undefined,
  );
  expect(runs).toBe(1);
});

test('a job that a killed worker has locked is free again', async () => {
  await enqueue('ada');
  await database.owner.query(
    `update graphile_worker._private_jobs
     set locked_by = $1, locked_at = now() - interval '1 minute', attempts = 1`,
    [`worker-${newId()}`],
  );
  const seen: string[] = [];
  await startRunner(async (_, { name }) => void seen.push(name));
  await eventually('the job', () => seen[0]);
});
