import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { actingUser } from './acting-user.ts';
import { AccountChanges } from '../messages/account-changes.ts';
import { endSignIns, signInsCount } from '../store/end-sign-ins.ts';
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
    const system = systemCtx('a person signs out everywhere', ctx);
    const signedOutAt = await this.#db.inSystemTx(system, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new AppError('unauthenticated');
      const kept = keepCurrent && signIn ? await keptSignIn(tx, signIn) : {};
      const endsAt = await endSignIns(tx, personId, kept);
      const change = { action: 'account.signed_out_everywhere', notice: 'sessions-ended' } as const;
      await this.#changes.record(tx, { origin: ctx, person }, change);
      return endsAt;
    });
    await signInsCount(signedOutAt);
  }
}
