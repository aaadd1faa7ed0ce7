import type { Ctx } from '@edumaster/kernel';
import type { Home, Tx } from '@edumaster/database';
import type { z } from 'zod';

/** What is known of every kind of work without its payload's type. */
export interface JobDescription {
  /** Stable, for example `media.encode`. */
  readonly name: string;
  readonly payload: z.ZodType;
  /** Attempts before the job is left failed; a killed worker uses one up. */
  readonly maxAttempts: number;
}

/** A kind of work that is done later, at least once. */
export interface JobType<Payload> extends JobDescription {
  readonly payload: z.ZodType<Payload>;
}

const declared = new Map<string, JobDescription>();

/** Declares a job; a name belongs to one module. */
export function defineJob<Payload>(definition: JobType<Payload>): JobType<Payload> {
  if (declared.has(definition.name)) throw new Error(`job ${definition.name} is declared twice`);
  declared.set(definition.name, definition);
  return definition;
}

export interface EnqueueOptions {
  /** A waiting job of the same key is replaced instead of doubled. */
  readonly key?: string;
  readonly runAt?: Date;
}

/** Puts work aside in the business transaction: no commit, no job. */
export abstract class Jobs {
  abstract enqueue<Payload>(
    tx: Tx,
    job: JobType<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
  ): Promise<void>;
}

/** All declared jobs, by name. */
export function listJobs(): readonly JobDescription[] {
  return [...declared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Does one kind of job. */
export interface JobHandler<Payload = never> {
  readonly job: JobDescription;
  /**
   * @param ctx the tenant that enqueued it, a system actor
   * @param signal aborted when the worker shuts down: stop, throw, and the job is tried again
   */
  run(ctx: Ctx, payload: Payload, signal: AbortSignal): Promise<void>;
}

/** Work that repeats by the clock, for all tenants. */
export interface CronHandler {
  /** Stable, for example `media.sweep-uploads`. */
  readonly name: string;
  /** crontab syntax, UTC. */
  readonly schedule: string;
  /**
   * @param home the database to work in: those of modules with tenants' tables run once in each,
   *   the others in the platform's only
   */
  run(signal: AbortSignal, home: Home): Promise<void>;
}
