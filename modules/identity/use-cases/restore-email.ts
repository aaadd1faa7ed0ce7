import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive } from '../domain/account.ts';
import { byLinkHolder } from '../messages/account-changes.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { hashPassword } from '../secrets/passwords.ts';
import { useUpWaysBackSince } from '../store/one-time-messages.ts';
import { lockPerson, takenByAnother } from '../store/persons.ts';
import { TakeAccount } from './take-account.ts';

/**
 * Somebody changed the address of an account, and its owner takes that back by the link that the old
 * address got. Whoever did it knew the password or sat at the computer, so that nothing they may
 * have left behind counts any more.
 */
@Injectable()
export class RestoreEmail {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;
  readonly #takeAccount: TakeAccount;

  constructor(db: Db, messages: OneTimeMessages, takeAccount: TakeAccount) {
    this.#db = db;
    this.#messages = messages;
    this.#takeAccount = takeAccount;
  }

  /** @throws AppError `link_expired`, `email_taken` */
  async run(ctx: Ctx, { token, password }: { token: string; password: string }): Promise<void> {
    const system = systemCtx('a person takes a change of their address back', ctx);
    await this.#db.inSystemTx(system, (tx) => this.#messages.readLink(tx, token));
    const passwordHash = await hashPassword(password);
    const restore = this.#db.inSystemTx(system, async (tx) => {
      const message = await this.#messages.redeemLink(tx, token, 'email-changed');
      const { email, personId } = message;
      const person = personId && (await lockPerson(tx, personId));
      if (!person || !isActive(person) || email === null) throw new AppError('link_expired');
      // The one who changed it once may have changed it twice, and has a way back of their own.
      await useUpWaysBackSince(tx, message);
      return this.#takeAccount.inTx(tx, {
        person,
        email,
        passwordHash,
        origin: byLinkHolder(ctx, person.id),
        isSuspect: true,
        change: 'email-restored',
      });
    });
    await this.#takeAccount.afterwards(await restore.catch(takenByAnother));
  }
}
