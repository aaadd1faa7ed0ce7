import { Db } from '@edumaster/database';
import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { refusedAttempt } from '../secrets/attempt-limit.ts';
import { RecoveryCodes } from '../secrets/recovery-codes.ts';
import { type Changer, SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { findCodeSecret, replaceRecoveryCodes } from '../store/one-time-codes.ts';
import { CheckOneTimeCode } from './check-one-time-code.ts';

/** A code of the app turns one-time codes on. */
@Injectable()
export class ConfirmOneTimeCodes {
  readonly #db: Db;
  readonly #checkCode: CheckOneTimeCode;
  readonly #recoveryCodes: RecoveryCodes;
  readonly #changes: SecurityChanges;

  constructor(
    db: Db,
    checkCode: CheckOneTimeCode,
    recoveryCodes: RecoveryCodes,
    changes: SecurityChanges,
  ) {
    this.#db = db;
    this.#checkCode = checkCode;
    this.#recoveryCodes = recoveryCodes;
    this.#changes = changes;
  }

  /**
   * @returns the recovery codes, which nobody can read again
   * @throws AppError `one_time_codes_off` when none were set up, `one_time_codes_on`,
   *   `invalid_one_time_code`, `too_many_requests`
   */
  async run(ctx: SystemCtx, by: Changer, code: string): Promise<readonly string[]> {
    const { personId } = by;
    const offered = await this.#db.inSystemTx(ctx, (tx) => findCodeSecret(tx, personId));
    if (!offered) throw new AppError('one_time_codes_off');
    if (offered.confirmedAt) throw new AppError('one_time_codes_on');
    const codes = this.#recoveryCodes.make();
    const hashes = codes.map((made) => this.#recoveryCodes.hash(personId, made));
    const checked = await this.#checkCode.confirm(ctx, { personId, code }, async (tx) => {
      await replaceRecoveryCodes(tx, personId, hashes);
      await this.#changes.record(tx, { change: 'codes-turned-on', ...by });
    });
    if (checked.ok) return codes;
    throw refusedAttempt(checked);
  }
}
