import { Db } from '@edumaster/database';
import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { messageRules } from '../domain/message-template.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';

/** Sends a code to a number that somebody says is theirs. */
@Injectable()
export class SendPhoneCode {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;

  constructor(db: Db, messages: OneTimeMessages) {
    this.#db = db;
    this.#messages = messages;
  }

  /** @returns until when the code counts */
  async run(ctx: Ctx, input: { personId: Id<'user'>; phoneNumber: string }): Promise<Date> {
    const { personId, phoneNumber } = input;
    const { tenantId, locale } = ctx;
    const system = systemCtx('a person proves a telephone number', ctx);
    const to = { phoneNumber };
    const request = { tenantId, template: 'phone-code', to, personId, locale } as const;
    await this.#db.inSystemTx(system, (tx) => this.#messages.request(tx, request));
    return new Date(ctx.now.getTime() + messageRules['phone-code'].validSeconds * 1_000);
  }
}
