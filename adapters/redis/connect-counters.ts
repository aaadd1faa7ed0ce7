import type { Counters } from '@edumaster/counters';
import type { Log } from '@edumaster/kernel';
import { CountersThroughOutages } from './counters-through-outages.ts';
import { openRedis } from './open-redis.ts';
import { RedisCounters } from './redis-counters.ts';

interface ConnectOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /** Of the installation, the same in all processes. */
  readonly secret: Buffer;
  readonly meanwhile: Counters;
  readonly log: Log;
}

export interface ConnectedCounters {
  readonly counters: CountersThroughOutages;
  close(): Promise<void>;
}

/** Counters in Redis that need no Redis to start, and none to go on. */
export function connectCounters({
  url,
  secret,
  meanwhile,
  log,
}: ConnectOptions): ConnectedCounters {
  const redis = openRedis(url, log);
  // It tries again for ever; each failure is reported by its events.
  redis.connect().catch(() => {});
  const counters = new CountersThroughOutages({
    counters: new RedisCounters(redis, secret),
    meanwhile,
    log,
  });
  return { counters, close: async () => redis.destroy() };
}
