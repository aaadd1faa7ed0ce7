import type { Home } from '@edumaster/database';
import type { Consumer } from '@edumaster/events';
import { JobRunner } from '@edumaster/graphile-worker-jobs';
import type { CronHandler, JobHandler } from '@edumaster/jobs';
import { EventReader, type Pools } from '@edumaster/postgres';
import type { OpenInstallation } from '../installation/open-installation.ts';
import { modules, take } from '../modules.ts';
import { JobSlots } from './job-slots.ts';

/** What reads events and does jobs, whichever database they come from. */
export interface Work {
  readonly consumers: readonly Consumer[];
  readonly jobs: readonly JobHandler[];
  /** Of modules whose rows move with their tenant: once in each database. */
  readonly tenantCrons: readonly CronHandler[];
  readonly platformCrons: readonly CronHandler[];
  readonly concurrency: number;
}

export function workOf({ container, settings }: OpenInstallation): Work {
  const cronsAt = (home: 'platform' | 'tenant') =>
    modules
      .filter((module) => (module.home ?? 'tenant') === home)
      .flatMap((module) => take(container, module.crons));
  const concurrency = settings.EDUMASTER_WORKERS;
  const slots = new JobSlots(concurrency);
  return {
    consumers: modules.flatMap((module) => take(container, module.consumers)),
    jobs: modules
      .flatMap((module) => take(container, module.jobs))
      .map((handler) => slots.limit(handler)),
    tenantCrons: cronsAt('tenant'),
    platformCrons: cronsAt('platform'),
    concurrency,
  };
}

export interface HomeWorkers {
  stop(): Promise<void>;
}

/** Event readers and jobs of one database. */
export async function startHomeWorkers(
  work: Work,
  { home, pools, log }: { home: Home; pools: Pools; log: OpenInstallation['log'] },
): Promise<HomeWorkers> {
  const { consumers, jobs: handlers, tenantCrons, platformCrons, concurrency } = work;
  const crons = home === 'platform' ? [...platformCrons, ...tenantCrons] : tenantCrons;
  const reader = new EventReader({ pools, consumers, log, home });
  const runner = new JobRunner({ pools, handlers, crons, concurrency, log, home });
  const stop = async () => {
    await Promise.all([reader.stop(), runner.stop()]);
  };
  reader.start();
  try {
    if (concurrency > 0) await runner.start();
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
