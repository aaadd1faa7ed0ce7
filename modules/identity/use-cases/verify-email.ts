import { Db } from '@edumaster/database';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { AccountChanges, byLinkHolder } from '../messages/account-changes.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { useUpMessages } from '../store/one-time-messages.ts';
import { lockPerson, setEmail } from '../store/persons.ts';
import { ProveLinkHolder } from './prove-link-holder.ts';

/** A person proves that the address of their account is theirs. */
@Injectable()
export class VerifyEmail {
  readonly #db: Db;
  readonly #messages: OneTimeMessages;
  readonly #proveLinkHolder: ProveLinkHolder;
  readonly #changes: AccountChanges;

  constructor(
    db: Db,
    messages: OneTimeMessages,
    proveLinkHolder: ProveLinkHolder,
    changes: AccountChanges,
  ) {
    this.#db = db;
    this.#messages = messages;
    this.#proveLinkHolder = proveLinkHolder;
    this.#changes = changes;
  }

  /** @throws AppError see `ProveLinkHolder` */
  async run(ctx: Ctx, input: { token: string; password?: string | undefined }): Promise<void> {
    const { id } = await this.#proveLinkHolder.run(ctx, { ...input, template: 'verify-email' });
    const system = systemCtx('a person proves their address', ctx);
    await this.#db.inSystemTx(system, async (tx) => {
      const { email } = await this.#messages.redeemLink(tx, input.token, 'verify-email');
      const person = await lockPerson(tx, id);
      if (!person || person.email !== email) throw new AppError('link_expired');
      await setEmail(tx, id, { email, verifiedAt: person.emailVerifiedAt ?? tx.ctx.now });
      // The address is a mailbox's now, and not only a claim: other links to it have no purpose.
      await useUpMessages(tx, { personId: id, templates: ['verify-email'] });
      const by = { origin: byLinkHolder(ctx, id), person };
      await this.#changes.record(tx, by, { action: 'account.email_verified' });
    });
  }
}
