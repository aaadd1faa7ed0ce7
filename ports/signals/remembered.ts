import { LRUCache } from 'lru-cache';
import type { Signals } from './signals.ts';

/** What was found, and when it is true no longer. */
export interface Found<Value> {
  readonly value: Value;
  /** When it has to be found again at the latest; never later than the memory's own age. */
  readonly until?: Date;
  /** What it hangs on, as the signals call it. */
  readonly hangsOn: readonly string[];
}

interface Known<Value> {
  readonly value: Value;
  readonly hangsOn: readonly string[];
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

export interface RememberedOptions {
  readonly signals: Signals;
  /** On which the things are named that have changed. */
  readonly channel: string;
  /** At most so many; those that were asked for last stay. */
  readonly size: number;
  /** For how long anything is believed should a signal be lost on a connection that seems alive. */
  readonly ageMilliseconds: number;
}

/**
 * What the database said, for as long as no signal says that it changed. What was read before a
 * signal and arrives after it is not kept, nothing is while signals cannot arrive, and that something
 * is not there is not remembered.
 */
export class Remembered<Value> {
  readonly #options: RememberedOptions;
  readonly #byKey: LRUCache<string, Known<Value>>;
  readonly #keysOf = new Map<string, Set<string>>();
  /**
   * What is being found, for whom asks meanwhile. A change takes it out: what was read before and
   * arrives after it is given to those only who asked before, and not kept.
   */
  readonly #underWay = new Map<string, Promise<Found<Value> | undefined>>();

  constructor(options: RememberedOptions) {
    this.#options = options;
    const { signals, channel, size } = options;
    this.#byKey = new LRUCache({ max: size, dispose: (known, key) => this.#cut(known, key) });
    signals.listen(channel, (changed) => this.forget(changed));
  }

  /**
   * @param key names what is asked for; it holds no secret
   * @param find asks the database
   */
  async get(
    key: string,
    find: () => Promise<Found<Value> | undefined>,
  ): Promise<Value | undefined> {
    const known = this.#byKey.get(key);
    if (known && known.endsAt > Date.now()) return known.value;
    const found = await (this.#underWay.get(key) ?? this.#find(key, find));
    return found?.value;
  }

  /** The same, asked anew and remembered from now on: for who doubts what is remembered. */
  async renew(
    key: string,
    find: () => Promise<Found<Value> | undefined>,
  ): Promise<Value | undefined> {
    return (await this.#find(key, find))?.value;
  }

  /** Of one thing that this process changed itself: the next one who asks sees the change. */
  drop(key: string): void {
    this.#underWay.delete(key);
    this.#byKey.delete(key);
  }

  /** @param changed a thing that something hangs on; undefined when nobody knows what changed */
  forget(changed: string | undefined): void {
    this.#underWay.clear();
    if (changed === undefined) {
      this.#byKey.clear();
      return;
    }
    for (const key of this.#keysOf.get(changed) ?? []) this.#byKey.delete(key);
  }

  #find(
    key: string,
    find: () => Promise<Found<Value> | undefined>,
  ): Promise<Found<Value> | undefined> {
    const askedAt = Date.now();
    const finding = find();
    this.#underWay.set(key, finding);
    const end = (found?: Found<Value>) => {
      if (this.#underWay.get(key) !== finding) return;
      this.#underWay.delete(key);
      if (found && this.#options.signals.isListening) this.#keep(key, found, askedAt);
    };
    finding.then(end, () => end());
    return finding;
  }

  #keep(key: string, { value, until, hangsOn }: Found<Value>, askedAt: number): void {
    const latest = askedAt + this.#options.ageMilliseconds;
    const endsAt = until ? Math.min(until.getTime(), latest) : latest;
    this.#byKey.set(key, { value, endsAt, hangsOn });
    for (const thing of hangsOn) {
      const keys = this.#keysOf.get(thing);
      if (keys) keys.add(key);
      else this.#keysOf.set(thing, new Set([key]));
    }
  }

  #cut({ hangsOn }: Known<Value>, key: string): void {
    for (const thing of hangsOn) {
      const keys = this.#keysOf.get(thing);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysOf.delete(thing);
    }
  }
}
