import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { actingUser } from './acting-user.ts';
import { findPerson } from '../store/persons.ts';

/** A person has the link sent again that proves their address. It is not sent when it is proven. */
@Injectable()
export class RequestEmailVerification {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;

  constructor(db: Db, messages: OneTimeMessages) {
    this.#db = db;
    this.#messages = messages;
  }

  async run(ctx: Ctx, { host }: { host: string }): Promise<void> {
    const { tenantId, locale } = ctx;
    const personId = actingUser(ctx);
    const system = systemCtx('a person asks for the link that proves their address', ctx);
    await this.#db.inSystemTx(system, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new AppError('unauthenticated');
      await this.#messages.request(tx, {
        tenantId,
        template: 'verify-email',
        to: { email: person.email },
        personId,
        host,
        locale,
      });
    });
  }
}
