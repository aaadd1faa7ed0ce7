import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ctx, id, type Log } from '@edumaster/kernel';
import type { Home } from '@edumaster/database';
import type { CronHandler, JobHandler } from '@edumaster/jobs';
import type { Pools } from '@edumaster/postgres';
import {
  type JobHelpers,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { JobEnvelope } from './graphile-jobs.ts';
import { patientPool } from './patient-pool.ts';
import { quietLogger } from './quiet-logger.ts';
import { WorkerLocks } from './worker-locks.ts';

const deadWorkerCheckMilliseconds = 10_000;

/** Between an end that nobody asked for and the next start. */
const restartMilliseconds = 1_000;

/** A stop that waits for a database that is away would wait for ever. */
const stopDeadlineMilliseconds = 10_000;

/** A job that cannot stop at once is given this long before its signal is aborted. */
const shutdownGraceMilliseconds = 500;

interface JobRunnerOptions {
  readonly pools: Pick<Pools, 'owner' | 'dedicated'>;
  readonly handlers: readonly JobHandler[];
  readonly crons: readonly CronHandler[];
  /** Jobs at the same time in this process. */
  readonly concurrency: number;
  readonly log: Log;
  /** Whose queue it is; by default the platform's. */
  readonly home?: Home;
}

/** Takes jobs out of the queue and gives each to its handler, with a Ctx of the job's tenant. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #locks: WorkerLocks;
  readonly #stopping = new AbortController();
  #isStopping = false;
  #restart: NodeJS.Timeout | undefined;
  #runner: Runner | undefined;
  #deadWorkerCheck: NodeJS.Timeout | undefined;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#locks = new WorkerLocks(options.pools.dedicated('owner'), options.log);
  }

  async start(): Promise<void> {
    await this.#locks.releaseDead();
    this.#deadWorkerCheck = setInterval(
      () => void this.#locks.releaseDead(),
      deadWorkerCheckMilliseconds,
    );
    await this.#run();
  }

  /** Ends after running jobs were told to stop; those are tried again at the next start. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#deadWorkerCheck);
    clearTimeout(this.#restart);
    const { signal } = this.#stopping;
    const deadline = pause(stopDeadlineMilliseconds, undefined, { signal }).catch(() => {});
    await Promise.race([this.#stopRunner(), deadline]);
    this.#stopping.abort();
    await this.#locks.close();
  }

  async #run(): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    // A job is locked in the name of its worker, or of the pool when that fetches ahead for all.
    events.on('pool:create', ({ workerPool }) => this.#locks.add(workerPool.id));
    events.on('worker:create', ({ worker }) => this.#locks.add(worker.workerId));
    const { pools, concurrency, crons } = this.#options;
    const runner = await run({
      pgPool: patientPool(pools.owner, this.#stopping.signal),
      concurrency,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: shutdownGraceMilliseconds,
      pollInterval: 2_000,
      logger: quietLogger,
      events,
      taskList: { ...this.#jobTasks(), ...this.#cronTasks() },
      parsedCronItems: parseCronItems(
        crons.map(({ name, schedule }) => ({
          task: name,
          match: schedule,
          identifier: name,
          options: { maxAttempts: 1, jobKey: name },
        })),
      ),
    });
    this.#runner = runner;
    const ended = () => this.#runAgain('the job runner ended by itself and is started again');
    runner.promise.then(ended, ended);
  }

  #runAgain(why: string, error?: unknown): void {
    if (this.#isStopping) return;
    this.#options.log.error(error === undefined ? {} : { err: error }, why);
    this.#restart = setTimeout(() => {
      this.#run().catch((failure: unknown) =>
        this.#runAgain('the job runner could not be started again', failure),
      );
    }, restartMilliseconds);
  }

  async #stopRunner(): Promise<void> {
    await this.#runner?.stop().catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'the job runner did not stop cleanly');
    });
  }

  #jobTasks(): TaskList {
    const tasks: TaskList = {};
    for (const handler of this.#options.handlers) {
      const { name, payload } = handler.job;
      tasks[name] = (queued: unknown, helpers: JobHelpers) =>
        this.#logged(name, helpers, () => {
          // `jobs.add` is the only way in, and the schema of the handler's job its only form.
          const envelope = queued as JobEnvelope;
          const checked = payload.parse(envelope.payload) as never;
          return handler.run(ctxOf(name, envelope), checked, helpers.abortSignal);
        });
    }
    return tasks;
  }

  #cronTasks(): TaskList {
    const tasks: TaskList = {};
    const { home = 'platform' } = this.#options;
    for (const cron of this.#options.crons) {
      tasks[cron.name] = (_: unknown, helpers: JobHelpers) =>
        this.#logged(cron.name, helpers, () => cron.run(helpers.abortSignal, home));
    }
    return tasks;
  }

  async #logged(name: string, helpers: JobHelpers, work: () => Promise<void>): Promise<void> {
    const { attempts, max_attempts: maxAttempts, id: jobId } = helpers.job;
    const log = this.#options.log.child({ job: name, jobId, attempt: attempts });
    try {
      await work();
      log.debug({}, 'job done');
    } catch (error) {
      if (helpers.abortSignal.aborted) log.info({}, 'job stopped for the shutdown');
      else log.error({ err: error, willRetry: attempts < maxAttempts }, 'job failed');
      throw error;
    }
  }
}

function ctxOf(job: string, envelope: JobEnvelope): Ctx {
  return {
    tenantId: id(envelope.tenantId),
    actor: { kind: 'system', reason: `job ${job}` },
    correlationId: envelope.correlationId,
    locale: 'en',
    now: new Date(),
  };
}
