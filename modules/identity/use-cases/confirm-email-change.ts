import { Db, type SystemTx } from '@edumaster/database';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive, type Person } from '../domain/account.ts';
import { AccountChanges, byLinkHolder } from '../messages/account-changes.ts';
import { OneTimeMessages } from '../messages/one-time-messages.ts';
import { useUpMessages } from '../store/one-time-messages.ts';
import { lockPerson, setEmail, takenByAnother } from '../store/persons.ts';
import { ProveLinkHolder } from './prove-link-holder.ts';

/**
 * A person opens the link that was sent to their new address: the account has it from now on, as a
 * proven one. The address before gets a way back, in case it was somebody else.
 */
@Injectable()
export class ConfirmEmailChange {
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

  /** @throws AppError see `ProveLinkHolder`; `email_taken` */
  async run(ctx: Ctx, input: { token: string; password?: string | undefined }): Promise<void> {
    const { id } = await this.#proveLinkHolder.run(ctx, { ...input, template: 'change-email' });
    const system = systemCtx('a person proves their new address', ctx);
    await this.#db
      .inSystemTx(system, (tx) => this.#change(tx, { ctx, token: input.token, personId: id }))
      .catch(takenByAnother);
  }

  async #change(
    tx: SystemTx,
    { ctx, token, personId }: { ctx: Ctx; token: string; personId: Id<'user'> },
  ): Promise<void> {
    const message = await this.#messages.redeemLink(tx, token, 'change-email');
    const before = await lockPerson(tx, personId);
    const email = message.email ?? '';
    if (!before || !isActive(before)) throw new AppError('link_expired');
    await setEmail(tx, personId, { email, verifiedAt: tx.ctx.now });
    await useUpMessages(tx, { personId, templates: ['verify-email', 'change-email'] });
    await useUpMessages(tx, { email: before.email, templates: ['reset-password'] });
    await this.#offerWayBack(tx, { ctx, before, newEmail: email });
    await this.#changes.record(
      tx,
      { origin: byLinkHolder(ctx, personId), person: { id: personId, email } },
      { action: 'account.email_changed', notice: 'email-changed' },
    );
  }

  /** An address that was never proven may be anybody's, and gets no way into the account. */
  async #offerWayBack(
    tx: SystemTx,
    { ctx, before, newEmail }: { ctx: Ctx; before: Person; newEmail: string },
  ): Promise<void> {
    if (before.emailVerifiedAt === null) return;
    const { tenantId, locale } = ctx;
    await this.#messages.request(tx, {
      tenantId,
      template: 'email-changed',
      to: { email: before.email },
      personId: before.id,
      locale,
      facts: { newEmail },
    });
  }
}
