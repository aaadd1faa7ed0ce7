import { Db } from '@edumaster/database';
import { type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';

/**
 * A person answers the sign-up page. Nobody gets an account before they have opened the link in
 * their mailbox, so that nobody can have one made in advance for an address of somebody else; and
 * the answer is the same for an address that has an account.
 */
@Injectable()
export class RequestSignUp {
  readonly #db: Db;
  readonly #interactions: Interactions;
  readonly #messages: OneTimeMessages;

  constructor(db: Db, interactions: Interactions, messages: OneTimeMessages) {
    this.#db = db;
    this.#interactions = interactions;
    this.#messages = messages;
  }

  /** @throws AppError `sign_in_expired` */
  async run(
    ctx: Ctx,
    { at, form }: { at: InteractionRequest; form: { name: string; email: string } },
  ): Promise<void> {
    const { tenantId, name: host } = await this.#interactions.hostOf(at);
    const { name, email } = form;
    await this.#db.inSystemTx(systemCtx('a person signs up', ctx), (tx) =>
      this.#messages.request(tx, {
        tenantId,
        template: 'sign-up',
        to: { email },
        host,
        interaction: at.uid,
        locale: ctx.locale,
        facts: { name },
      }),
    );
  }
}
