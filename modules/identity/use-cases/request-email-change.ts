import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { normalizedEmail } from '../domain/account.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { useUpMessages } from '../store/one-time-messages.ts';
import { ConfirmPerson } from './confirm-person.ts';

/**
 * A person wants another address. The account keeps the one that it has until the link to the new
 * one is opened. Whether the new one has an account, only its mailbox learns.
 */
@Injectable()
export class RequestEmailChange {
  readonly #db: Db;
  readonly #confirmPerson: ConfirmPerson;
  readonly #messages: OneTimeMessages;

  constructor(db: Db, confirmPerson: ConfirmPerson, messages: OneTimeMessages) {
    this.#db = db;
    this.#confirmPerson = confirmPerson;
    this.#messages = messages;
  }

  /** @throws AppError see `ConfirmPerson`; `validation_failed` for the address that it has */
  async run(
    ctx: Ctx,
    input: { email: string; password?: string | undefined; host: string },
  ): Promise<void> {
    const person = await this.#confirmPerson.run(ctx, input);
    const email = normalizedEmail(input.email);
    if (email === person.email) {
      const errors = [{ path: 'email', message: 'is the address that the account has' }];
      throw new AppError('validation_failed', { errors });
    }
    const { tenantId, locale } = ctx;
    const system = systemCtx('a person wants another address', ctx);
    await this.#db.inSystemTx(system, async (tx) => {
      await useUpMessages(tx, { personId: person.id, templates: ['change-email'] });
      await this.#messages.request(tx, {
        tenantId,
        template: 'change-email',
        to: { email },
        personId: person.id,
        host: input.host,
        locale,
      });
    });
  }
}
