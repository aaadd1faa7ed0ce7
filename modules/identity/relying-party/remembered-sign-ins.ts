import { Remembered, Signals } from '@edumaster/signals';
import { Injectable } from '@nestjs/common';
import type { Authenticated } from '../index.ts';

/** Who a credential belongs to, as the database had it. */
export interface FoundSignIn {
  readonly authenticated: Authenticated;
  /** When it has to be looked up again at the latest. */
  readonly until: Date;
  /** What it hangs on, as the signals call it: `person:…`, `session:…`, `grant:…`. */
  readonly hangsOn: readonly string[];
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
  readonly #remembered: Remembered<Authenticated>;

  constructor(signals: Signals) {
    const channel = 'identity_sign_ins';
    this.#remembered = new Remembered({ signals, channel, size, ageMilliseconds });
    // A key that is dropped takes its tokens along.
    signals.listen('identity_signing_keys', () => this.#remembered.forget(undefined));
  }

  /**
   * @param key of the credential; not the credential itself
   * @param find asks the database
   */
  get(
    key: string,
    find: () => Promise<FoundSignIn | undefined>,
  ): Promise<Authenticated | undefined> {
    return this.#remembered.get(key, async () => {
      const found = await find();
      return found && { value: found.authenticated, until: found.until, hangsOn: found.hangsOn };
    });
  }
}
