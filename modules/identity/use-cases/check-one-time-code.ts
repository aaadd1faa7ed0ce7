import { Counters } from '@edumaster/counters';
import { Db, type SystemTx } from '@edumaster/database';
import { failure, type Id, type Outcome, Seal, success, type SystemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { AttemptLimit } from '../secrets/attempt-limit.ts';
import { normalizedOneTimeCode, normalizedRecoveryCode } from '../domain/typed-code.ts';
import { stepOfCode } from '../secrets/code-secret.ts';
import { RecoveryCodes } from '../secrets/recovery-codes.ts';
import { SecurityChanges } from '../sign-in-steps/security-changes.ts';
import {
  confirmCodeSecret,
  findCodeSecret,
  takeStep,
  useRecoveryCode,
} from '../store/one-time-codes.ts';

const failures = { name: 'one-time-code-failures', most: 10, windowSeconds: 15 * 60 };

export type CodeRefusal = 'invalid_one_time_code' | 'too_many_requests';

interface Attempt {
  readonly personId: Id<'user'>;
  /** Where the person signs in. */
  readonly tenantId: Id<'tenant'>;
  /** Of the app, or a recovery code. */
  readonly code: string;
}

/**
 * The second factor. Every code counts once, also of those that are tried at the same moment, and
 * guesses are limited by account: a million codes are not many.
 */
@Injectable()
export class CheckOneTimeCode {
  readonly #db: Db;
  readonly #recoveryCodes: RecoveryCodes;
  readonly #changes: SecurityChanges;
  readonly #seal: Seal;
  readonly #limit: AttemptLimit;

  constructor(
    db: Db,
    recoveryCodes: RecoveryCodes,
    changes: SecurityChanges,
    counters: Counters,
    installation: Installation,
  ) {
    this.#db = db;
    this.#recoveryCodes = recoveryCodes;
    this.#changes = changes;
    this.#limit = new AttemptLimit(counters, failures);
    this.#seal = codeSecretSeal(installation);
  }

  /** Whether this person is asked for a code after their password. */
  isOn(ctx: SystemCtx, personId: Id<'user'>): Promise<boolean> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      const secret = await findCodeSecret(tx, personId);
      return secret?.confirmedAt != null;
    });
  }

  /** @returns the refusal `too_many_requests` with the seconds to wait as its detail */
  run(ctx: SystemCtx, attempt: Attempt): Promise<Outcome<true, CodeRefusal>> {
    return this.#limited(attempt.personId, () =>
      this.#db.inSystemTx(ctx, (tx) => this.#take(tx, attempt)),
    );
  }

  /**
   * The first code, by which the person shows that their app has the secret.
   * @param work in the same transaction, when the code is right
   */
  confirm(
    ctx: SystemCtx,
    { personId, code }: Pick<Attempt, 'personId' | 'code'>,
    work: (tx: SystemTx) => Promise<void>,
  ): Promise<Outcome<true, CodeRefusal>> {
    return this.#limited(personId, () =>
      this.#db.inSystemTx(ctx, async (tx) => {
        const { secretSealed } = (await findCodeSecret(tx, personId)) ?? {};
        if (secretSealed === undefined) return false;
        const step = this.#stepOf(tx, { personId, code, secretSealed });
        if (step === undefined) return false;
        if (!(await confirmCodeSecret(tx, personId, { secretSealed, step }))) return false;
        await work(tx);
        return true;
      }),
    );
  }

  async #limited(
    personId: Id<'user'>,
    attempt: () => Promise<boolean>,
  ): Promise<Outcome<true, CodeRefusal>> {
    const result = await this.#limit.run(personId, attempt);
    if (!result.isTried) return failure('too_many_requests', String(result.retryAfterSeconds));
    return result.hasSucceeded ? success(true) : failure('invalid_one_time_code');
  }

  async #take(tx: SystemTx, { personId, tenantId, code }: Attempt): Promise<boolean> {
    const secret = await findCodeSecret(tx, personId);
    if (!secret?.confirmedAt) return false;
    const { secretSealed } = secret;
    const step = this.#stepOf(tx, { personId, code, secretSealed });
    if (step !== undefined) return takeStep(tx, personId, step);
    const recoveryCode = normalizedRecoveryCode(code);
    if (recoveryCode === undefined) return false;
    const hash = this.#recoveryCodes.hash(personId, recoveryCode);
    if (!(await useRecoveryCode(tx, personId, hash))) return false;
    await this.#changes.record(tx, { change: 'recovery-code-used', personId, tenantId });
    return true;
  }

  #stepOf(
    tx: SystemTx,
    typed: { personId: string; code: string; secretSealed: string },
  ): number | undefined {
    const code = normalizedOneTimeCode(typed.code);
    const secret = this.#seal.open(typed.secretSealed, typed.personId);
    if (secret === undefined) throw new Error('the secret of one-time codes cannot be opened');
    return code === undefined ? undefined : stepOfCode(secret, code, tx.ctx.now);
  }
}

/** What is sealed by it is bound to the person's id. */
export function codeSecretSeal(installation: Installation): Seal {
  return new Seal(installation.rootSecret, 'one-time-codes');
}
