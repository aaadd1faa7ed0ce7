import { Counters } from '@edumaster/counters';
import { Db } from '@edumaster/database';
import { AppError, failure, type Outcome, success, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive, normalizedEmail, type Person } from '../domain/account.ts';
import { AttemptLimit, refusedAttempt } from '../secrets/attempt-limit.ts';
import { isPasswordOf } from '../secrets/passwords.ts';
import { findCredentials } from '../store/persons.ts';

const failures = { name: 'log-in-failures', most: 10, windowSeconds: 15 * 60 };

export type PasswordRefusal = 'invalid_credentials' | 'account_not_active' | 'too_many_requests';

/**
 * Who logs in with this password. An unknown address costs the same time, gives the same answer
 * and is limited in the same way as a known one.
 */
@Injectable()
export class CheckPassword {
  readonly #db: Db;
  readonly #limit: AttemptLimit;

  constructor(db: Db, counters: Counters) {
    this.#db = db;
    this.#limit = new AttemptLimit(counters, failures);
  }

  /** @returns the refusal `too_many_requests` with the seconds to wait as its detail */
  async run(
    ctx: SystemCtx,
    input: { email: string; password: string },
  ): Promise<Outcome<Person, PasswordRefusal>> {
    const email = normalizedEmail(input.email);
    let person: Person | undefined;
    const result = await this.#limit.run(email, async () => {
      const known = await this.#db.inSystemTx(ctx, (tx) => findCredentials(tx, email));
      const fits = await isPasswordOf(known?.hash, input.password);
      person = fits ? known?.person : undefined;
      return fits;
    });
    if (!result.isTried) return failure('too_many_requests', String(result.retryAfterSeconds));
    if (!person) return failure('invalid_credentials');
    return isActive(person) ? success(person) : failure('account_not_active');
  }

  /**
   * The same of somebody who is known already, and says so once more.
   * @throws AppError `password_wrong`, `too_many_requests`
   */
  async require(ctx: SystemCtx, input: { email: string; password: string }): Promise<void> {
    const checked = await this.run(ctx, input);
    if (checked.ok) return;
    if (checked.refusal !== 'too_many_requests') throw new AppError('password_wrong');
    throw refusedAttempt(checked);
  }

  /** Forgets the guesses at an address that had no account until now. */
  forgetAttempts(email: string): Promise<void> {
    return this.#limit.forget(normalizedEmail(email));
  }
}
