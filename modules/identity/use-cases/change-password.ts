import { Db } from '@edumaster/database';
import { type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { AccountChanges } from '../messages/account-changes.ts';
import { hashPassword } from '../secrets/passwords.ts';
import { endSignIns, signInsCount } from '../store/end-sign-ins.ts';
import { useUpMessages } from '../store/one-time-messages.ts';
import { setPassword } from '../store/persons.ts';
import { keptSignIn } from '../store/sign-ins.ts';
import { ConfirmPerson } from './confirm-person.ts';

/** A person changes their password, or sets the first one. Only the sign-in that asks goes on. */
@Injectable()
export class ChangePassword {
  readonly #db: Db;
  readonly #confirmPerson: ConfirmPerson;
  readonly #changes: AccountChanges;

  constructor(db: Db, confirmPerson: ConfirmPerson, changes: AccountChanges) {
    this.#db = db;
    this.#confirmPerson = confirmPerson;
    this.#changes = changes;
  }

  /** @throws AppError see `ConfirmPerson` */
  async run(
    ctx: Ctx,
    input: { currentPassword?: string | undefined; newPassword: string },
  ): Promise<void> {
    const person = await this.#confirmPerson.run(ctx, { password: input.currentPassword });
    const hash = await hashPassword(input.newPassword);
    const system = systemCtx('a person changes their password', ctx);
    const signedOutAt = await this.#db.inSystemTx(system, async (tx) => {
      const kept = ctx.signIn && (await keptSignIn(tx, ctx.signIn));
      const endsAt = await endSignIns(tx, person.id, kept);
      await setPassword(tx, person.id, hash);
      // Whoever has got hold of such a link must not undo it.
      await useUpMessages(tx, { email: person.email, templates: ['reset-password'] });
      const change = { action: 'account.password_changed', notice: 'password-changed' } as const;
      await this.#changes.record(tx, { origin: ctx, person }, change);
      return endsAt;
    });
    await signInsCount(signedOutAt);
  }
}
