import type { Counters, Limit, Receipt, Taken } from './counters.ts';

/** Counts in memory without bounds; its time passes when a test says so, or by itself. */
export class FakeCounters implements Counters {
  readonly #places = new Map<string, { id: string; at: number }[]>();
  readonly #clock: () => number;
  #passed = 0;
  #lastId = 0;

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Lets time pass at once. */
  pass(milliseconds: number): void {
    this.#passed += milliseconds;
  }

  async take(limit: Limit, subject: string): Promise<Taken> {
    const now = this.#clock() + this.#passed;
    const windowStart = now - limit.windowSeconds * 1_000;
    const places = this.#placesOf(limit, subject).filter(({ at }) => at > windowStart);
    this.#places.set(keyOf(limit, subject), places);
    const inTheWay = places[places.length - limit.most];
    if (inTheWay) {
      const retryAfterSeconds = Math.max(1, Math.ceil((inTheWay.at - windowStart) / 1_000));
      return { ok: false, retryAfterSeconds };
    }
    this.#lastId += 1;
    const id = `${this.#lastId}`;
    places.push({ id, at: now });
    return { ok: true, remaining: limit.most - places.length, receipt: { limit, subject, id } };
  }

  async giveBack({ limit, subject, id }: Receipt): Promise<void> {
    const left = this.#placesOf(limit, subject).filter((place) => place.id !== id);
    this.#places.set(keyOf(limit, subject), left);
  }

  async forget(limit: Limit, subject: string): Promise<void> {
    this.#places.delete(keyOf(limit, subject));
  }

  #placesOf(limit: Limit, subject: string) {
    return this.#places.get(keyOf(limit, subject)) ?? [];
  }
}

function keyOf({ name }: Limit, subject: string): string {
  return JSON.stringify([name, subject]);
}
