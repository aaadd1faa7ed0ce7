import { Db } from '@edumaster/database';
import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type Passkey, type PasskeyKey, renamePasskey } from '../store/passkeys.ts';

/** A person gives a passkey the name by which they know its device. */
@Injectable()
export class RenamePasskey {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `not_found` */
  async run(ctx: SystemCtx, { name, ...key }: PasskeyKey & { name: string }): Promise<Passkey> {
    const renamed = await this.#db.inSystemTx(ctx, (tx) => renamePasskey(tx, key, name));
    if (!renamed) throw new AppError('not_found');
    return renamed;
  }
}
