import { Db } from '@edumaster/database';
import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type ProfileChange, updateProfile } from '../store/persons.ts';
import { ChangePhone } from './change-phone.ts';

/** A person changes what others know of them. */
@Injectable()
export class ChangeProfile {
  readonly #db: Db;
  readonly #changePhone: ChangePhone;

  constructor(db: Db, changePhone: ChangePhone) {
    this.#db = db;
    this.#changePhone = changePhone;
  }

  run(ctx: Ctx, input: { personId: Id<'user'>; change: ProfileChange }): Promise<void> {
    const { personId, change } = input;
    const { phoneNumber, ...profile } = change;
    const system = systemCtx('a person changes their own account', ctx);
    return this.#db.inSystemTx(system, async (tx) => {
      if (phoneNumber !== undefined) {
        await this.#changePhone.inTx(tx, { personId, phoneNumber, origin: ctx });
      }
      await updateProfile(tx, personId, profile);
    });
  }
}
