import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive, type Person } from '../domain/account.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { findPerson } from '../store/persons.ts';
import { CheckPassword } from './check-password.ts';

export interface LinkOfAccount {
  readonly token: string;
  readonly template: 'verify-email' | 'change-email';
  /** Of the account; without it the account must be signed in. */
  readonly password?: string | undefined;
}

/**
 * A link that ties an address to an account counts only for who has the account too. Else somebody
 * could make an account with another's address, and the owner of the address, by opening the link
 * in the mail, would bless a password that the other one knows.
 */
@Injectable()
export class ProveLinkHolder {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;
  readonly #checkPassword: CheckPassword;

  constructor(db: Db, messages: OneTimeMessages, checkPassword: CheckPassword) {
    this.#db = db;
    this.#messages = messages;
    this.#checkPassword = checkPassword;
  }

  /**
   * @returns the account that the link is about
   * @throws AppError `link_expired`, `link_of_another_account`, `password_wrong`,
   *   `too_many_requests`
   */
  async run(ctx: Ctx, { token, template, password }: LinkOfAccount): Promise<Person> {
    const system = systemCtx('a person opens a link of their account', ctx);
    const person = await this.#db.inSystemTx(system, async (tx) => {
      const message = await this.#messages.readLink(tx, token);
      if (message.template !== template || message.personId === null) return undefined;
      return findPerson(tx, message.personId);
    });
    if (!person || !isActive(person)) throw new AppError('link_expired');
    if (password !== undefined)
      await this.#checkPassword.require(system, { email: person.email, password });
    else if (ctx.actor.kind !== 'user' || ctx.actor.userId !== person.id) {
      throw new AppError('link_of_another_account');
    }
    return person;
  }
}
