import { Db } from '@edumaster/database';
import { type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { OneTimeMessages } from '../messages/one-time-messages.ts';

/**
 * Somebody asks for a new password. Nothing is looked up, so that neither the answer nor its time
 * tells of an account; whether there is one is decided when the mail is to be sent.
 */
@Injectable()
export class RequestPasswordReset {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;

  constructor(db: Db, messages: OneTimeMessages) {
    this.#db = db;
    this.#messages = messages;
  }

  async run(ctx: Ctx, { email, host }: { email: string; host: string }): Promise<void> {
    const { tenantId, locale } = ctx;
    const system = systemCtx('somebody asks for a new password', ctx);
    await this.#db.inSystemTx(system, (tx) =>
      this.#messages.request(tx, {
        tenantId,
        template: 'reset-password',
        to: { email },
        host,
        locale,
      }),
    );
  }
}
