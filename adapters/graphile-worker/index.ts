export { GraphileJobs } from './graphile-jobs.ts';
export { JobRunner } from './job-runner.ts';
export { installJobQueue, jobMigrations } from './install-job-queue.ts';
export { type JobQueueState, jobQueueState } from './job-queue-state.ts';
