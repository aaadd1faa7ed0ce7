import type { Pools } from '@edumaster/postgres';

export interface JobQueueState {
  /** Jobs whose time has come and that nobody works on yet. */
  readonly waiting: number;
  readonly running: number;
  /** Jobs that used up their attempts. */
  readonly failed: number;
}

export async function jobQueueState(pools: Pick<Pools, 'owner'>): Promise<JobQueueState> {
  const { rows } = await pools.owner.query<JobQueueState>(
    `select
       count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now())::int
         as waiting,
       count(*) filter (where locked_at is not null)::int as running,
       count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed
     from graphile_worker._private_jobs`,
  );
  return rows[0] ?? { waiting: 0, running: 0, failed: 0 };
}
