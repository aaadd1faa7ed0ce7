import { Db } from '@edumaster/database';
import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { RecoveryCodes } from '../secrets/recovery-codes.ts';
import { type Changer, SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { lockCodeSecret, replaceRecoveryCodes } from '../store/one-time-codes.ts';

/** A person who has lost their recovery codes, or used most of them, gets others. */
@Injectable()
export class RenewRecoveryCodes {
  readonly #db: Db;
  readonly #recoveryCodes: RecoveryCodes;
  readonly #changes: SecurityChanges;

  constructor(db: Db, recoveryCodes: RecoveryCodes, changes: SecurityChanges) {
    this.#db = db;
    this.#recoveryCodes = recoveryCodes;
    this.#changes = changes;
  }

  /** @throws AppError `one_time_codes_off` */
  async run(ctx: SystemCtx, by: Changer): Promise<readonly string[]> {
    const { personId } = by;
    const codes = this.#recoveryCodes.make();
    const hashes = codes.map((code) => this.#recoveryCodes.hash(personId, code));
    await this.#db.inSystemTx(ctx, async (tx) => {
      const secret = await lockCodeSecret(tx, personId);
      if (!secret?.confirmedAt) throw new AppError('one_time_codes_off');
      await replaceRecoveryCodes(tx, personId, hashes);
      await this.#changes.record(tx, { change: 'recovery-codes-made', ...by });
    });
    return codes;
  }
}
