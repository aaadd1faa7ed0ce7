import { createHmac, randomUUID } from 'node:crypto';
import type { Counters, Limit, Receipt, Taken } from '@edumaster/counters';
import type { Redis } from './open-redis.ts';

/**
 * Counts in Redis, for all processes together. Subjects are addresses of people: their keys are
 * made with a secret, so that a dump of Redis names nobody. A key holds at most as many entries as
 * its limit lets in, and goes with its window.
 *
 * Every method fails while Redis is away: see `CountersThroughOutages`.
 */
export class RedisCounters implements Counters {
  readonly #redis: Redis;
  readonly #secret: Buffer;

  constructor(redis: Redis, secret: Buffer) {
    this.#redis = redis;
    this.#secret = secret;
  }

  async take(limit: Limit, subject: string): Promise<Taken> {
    const { most, windowSeconds } = limit;
    const id = randomUUID();
    const key = this.#keyOf(limit, subject);
    const [isTaken, figure = 0] = await this.#redis.takePlace(key, { most, windowSeconds, id });
    if (isTaken === 0) return { ok: false, retryAfterSeconds: figure };
    return { ok: true, remaining: figure, receipt: { limit, subject, id } };
  }

  async giveBack({ limit, subject, id }: Receipt): Promise<void> {
    await this.#redis.zRem(this.#keyOf(limit, subject), id);
  }

  async forget(limit: Limit, subject: string): Promise<void> {
    await this.#redis.del(this.#keyOf(limit, subject));
  }

  #keyOf({ name }: Limit, subject: string): string {
    const hash = createHmac('sha256', this.#secret).update(subject).digest('base64url');
    return `count:${name}:${hash.slice(0, 24)}`;
  }
}
