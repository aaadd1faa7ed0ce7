import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { actingUser } from './acting-user.ts';
import { AccountChanges } from '../messages/account-changes.ts';
import { endSignIns } from '../store/end-sign-ins.ts';
import { findPerson } from '../store/persons.ts';
import { keptSignIn } from '../store/sign-ins.ts';

/** A person signs out everywhere; the device that asks may stay. */
@Injectable()
export class EndAllSignIns {
  readonly #db: Db;
  readonly #changes: AccountChanges;

  constructor(db: Db, changes: AccountChanges) {
    this.#db = db;
    this.#changes = changes;
  }

  async run(ctx: Ctx, { keepCurrent }: { keepCurrent: boolean }): Promise<void> {
    const personId = actingUser(ctx);
    const { signIn } = ctx;
    await this.#db.inSystemTx(systemCtx('a person signs out everywhere', ctx), async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new AppError('unauthenticated');
      await endSignIns(tx, personId, keepCurrent && signIn ? await keptSignIn(tx, signIn) : {});
      const change = { action: 'account.signed_out_everywhere', notice: 'sessions-ended' } as const;
      await this.#changes.record(tx, { origin: ctx, person }, change);
    });
  }
}
