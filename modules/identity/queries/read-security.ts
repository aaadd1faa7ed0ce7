import { Db } from '@edumaster/database';
import { type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { actingUser } from '../use-cases/acting-user.ts';
import { openEmailOf } from '../store/one-time-messages.ts';
import { passwordOf } from '../store/persons.ts';

export interface AccountSecurity {
  readonly passwordChangedAt: Date | null;
  readonly pendingEmail: string | null;
}

/** How a person's own account is secured. */
@Injectable()
export class ReadSecurity {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: Ctx): Promise<AccountSecurity> {
    const personId = actingUser(ctx);
    return this.#db.inSystemTx(systemCtx('a person reads their own account', ctx), async (tx) => {
      const password = await passwordOf(tx, personId);
      const pendingEmail = await openEmailOf(tx, personId, 'change-email');
      return { passwordChangedAt: password?.changedAt ?? null, pendingEmail };
    });
  }
}
