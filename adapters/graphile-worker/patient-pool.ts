import { setTimeout as pause } from 'node:timers/promises';
import { isUnavailable } from '@edumaster/postgres';
import type pg from 'pg';

const retryMilliseconds = 500;

/** cannot_connect_now: what graphile-worker takes for a passing state, and asks again. */
const passingState = '57P03';

/**
 * The pool as graphile-worker needs it. It writes down how a job ended without waiting for that
 * write and gives up at the first lost connection: the rejection, which nobody handles, would end
 * the process, and the job would stay locked. Here a database that is away is waited for.
 * @param stopping ends the waiting: who waits then gets no answer at all, and nobody minds
 */
export function patientPool(pool: pg.Pool, stopping: AbortSignal): pg.Pool {
  return withMethods(pool, {
    // With a callback it is the listener for new jobs, which comes again by itself.
    connect: (callback?: Parameters<pg.Pool['connect']>[0]) =>
      callback ? pool.connect(callback) : connectPatiently(pool, stopping),
  });
}

async function connectPatiently(pool: pg.Pool, stopping: AbortSignal): Promise<pg.PoolClient> {
  for (;;) {
    try {
      return patientClient(await pool.connect());
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      await pause(retryMilliseconds, undefined, { signal: stopping }).catch(() => never());
    }
  }
}

/** A connection that is lost under a query says so in the way that makes graphile-worker ask again. */
function patientClient(client: pg.PoolClient): pg.PoolClient {
  return withMethods(client, {
    async query(statement: pg.QueryConfig | string, values?: unknown[]) {
      try {
        return await client.query(statement, values);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        const message = error instanceof Error ? error.message : String(error);
        throw Object.assign(new Error(message, { cause: error }), { code: passingState });
      }
    },
  });
}

/** The same object with other methods; all else, its identity as an emitter included, is its own. */
function withMethods<Target extends object>(target: Target, methods: object): Target {
  return new Proxy(target, {
    get(_, name) {
      if (Object.hasOwn(methods, name)) return Reflect.get(methods, name);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function never(): Promise<never> {
  return new Promise(() => {});
}
