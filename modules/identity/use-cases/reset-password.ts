import { Db } from '@edumaster/database';
import { AppError, type Ctx, type SystemCtx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive } from '../domain/account.ts';
import { byLinkHolder } from '../messages/account-changes.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { hashPassword } from '../secrets/passwords.ts';
import { lockHolder } from '../store/persons.ts';
import { TakeAccount, type Taken } from './take-account.ts';

/** A person sets a new password by the link in their mailbox, which proves that it is theirs. */
@Injectable()
export class ResetPassword {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;
  readonly #takeAccount: TakeAccount;

  constructor(db: Db, messages: OneTimeMessages, takeAccount: TakeAccount) {
    this.#db = db;
    this.#messages = messages;
    this.#takeAccount = takeAccount;
  }

  /** @throws AppError `link_expired` */
  async run(ctx: Ctx, input: { token: string; password: string }): Promise<void> {
    const system = systemCtx('a person sets a new password by a link', ctx);
    const { token, password } = input;
    // Before the slow part, which nobody gets done for a token that is made up.
    await this.#db.inSystemTx(system, (tx) => this.#messages.readLink(tx, token));
    const passwordHash = await hashPassword(password);
    await this.#takeAccount.afterwards(await this.#save(ctx, system, { token, passwordHash }));
  }

  #save(
    ctx: Ctx,
    system: SystemCtx,
    { token, passwordHash }: { token: string; passwordHash: string },
  ): Promise<Taken> {
    return this.#db.inSystemTx(system, async (tx) => {
      const message = await this.#messages.redeemLink(tx, token, 'reset-password');
      const email = message.email ?? '';
      const person = await lockHolder(tx, email);
      if (!person || !isActive(person)) throw new AppError('link_expired');
      return this.#takeAccount.inTx(tx, {
        person,
        email,
        passwordHash,
        origin: byLinkHolder(ctx, person.id),
        isSuspect: person.emailVerifiedAt === null,
        change: 'password-reset',
      });
    });
  }
}
