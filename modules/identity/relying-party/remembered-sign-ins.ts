import { Signals } from '@edumaster/signals';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Authenticated } from '../index.ts';

/** Who a credential belongs to, as the database had it. */
export interface FoundSignIn {
  readonly authenticated: Authenticated;
  /** When it has to be looked up again at the latest. */
  readonly until: Date;
  /** What it hangs on, as the signals call it: `person:…`, `session:…`, `grant:…`. */
  readonly hangsOn: readonly string[];
}

interface Remembered extends Pick<FoundSignIn, 'authenticated' | 'hangsOn'> {
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

const size = 20_000;

/**
 * Signals tell what changed. Should one be lost on a connection that seems to be alive, nobody goes
 * on for longer than this with what is no longer true.
 */
const ageMilliseconds = 60_000;

/**
 * Who is signed in by which credential, without asking the database each time. Triggers in the
 * database signal whatever ends a sign-in or changes its roles; then it is forgotten in every
 * process. That nobody is signed in by a credential is not remembered.
 */
@Injectable()
export class RememberedSignIns {
  readonly #signals: Signals;
  readonly #byKey: LRUCache<string, Remembered>;
  readonly #keysOf = new Map<string, Set<string>>();
  /** Counts the signals: what was read before one and arrives after it may be out of date. */
  #epoch = 0;

  constructor(signals: Signals) {
    this.#signals = signals;
    this.#byKey = new LRUCache({ max: size, dispose: (found, key) => this.#cut(found, key) });
    signals.listen('identity_sign_ins', (changed) => this.#forget(changed));
    // A key that is dropped takes its tokens along.
    signals.listen('identity_signing_keys', () => this.#forget(undefined));
  }

  /**
   * @param key of the credential; not the credential itself
   * @param find asks the database
   */
  async get(
    key: string,
    find: () => Promise<FoundSignIn | undefined>,
  ): Promise<Authenticated | undefined> {
    const known = this.#byKey.get(key);
    const now = Date.now();
    if (known && known.endsAt > now) return known.authenticated;
    const epoch = this.#epoch;
    const found = await find();
    const isCurrent = this.#signals.isListening && epoch === this.#epoch;
    if (found && isCurrent) this.#remember(key, found, now);
    return found?.authenticated;
  }

  #remember(key: string, { authenticated, until, hangsOn }: FoundSignIn, now: number): void {
    const endsAt = Math.min(until.getTime(), now + ageMilliseconds);
    this.#byKey.set(key, { authenticated, endsAt, hangsOn });
    for (const thing of hangsOn) {
      const keys = this.#keysOf.get(thing);
      if (keys) keys.add(key);
      else this.#keysOf.set(thing, new Set([key]));
    }
  }

  #cut({ hangsOn }: Remembered, key: string): void {
    for (const thing of hangsOn) {
      const keys = this.#keysOf.get(thing);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysOf.delete(thing);
    }
  }

  /** @param changed what the signal named; undefined when signals may have been missed */
  #forget(changed: string | undefined): void {
    this.#epoch += 1;
    if (changed === undefined) {
      this.#byKey.clear();
      return;
    }
    for (const key of this.#keysOf.get(changed) ?? []) this.#byKey.delete(key);
  }
}
