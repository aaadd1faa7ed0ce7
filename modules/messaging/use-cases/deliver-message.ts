import { Db } from '@edumaster/database';
import { type Ctx, Log } from '@edumaster/kernel';
import { Mail, MailError } from '@edumaster/mail';
import { Installation } from '@edumaster/module';
import { Sms, SmsError } from '@edumaster/sms';
import { Injectable } from '@nestjs/common';
import { type DeliveryId, type DeliveryKind, isTooLate } from '../domain/delivery.ts';
import {
  countAttempt,
  type Delivery,
  findDelivery,
  settleDelivery,
  type Settlement,
} from '../store/delivery-store.ts';
import { type ComposedMessage, ComposeMessage } from './compose-message.ts';

interface Order {
  readonly deliveryId: DeliveryId;
  readonly details: Readonly<Record<string, string>>;
}

/**
 * Sends what was put aside. A crash between sending and noting it sends again, with the same
 * Message-ID: whoever gets both sees one.
 */
@Injectable()
export class DeliverMessage {
  readonly #messageHost: string;

  constructor(
    private readonly db: Db,
    private readonly compose: ComposeMessage,
    private readonly mail: Mail,
    private readonly sms: Sms,
    private readonly log: Log,
    installation: Installation,
  ) {
    this.#messageHost =
      new URL(installation.origin).hostname.replace(/[^\w.-]/g, '') || 'localhost';
  }

  /** @throws MailError or SmsError when it is worth trying again */
  async run(ctx: Ctx, { deliveryId, details }: Order): Promise<void> {
    const delivery = await this.db.inTx(ctx, (tx) => findDelivery(tx, deliveryId));
    if (delivery?.status !== 'queued') return;
    const { subjectId } = delivery;
    const kind = delivery.kind as DeliveryKind;
    const message = await this.compose.run(ctx, { kind, subjectId, details });
    if (!message)
      return this.#settle(ctx, delivery, { status: 'skipped', reason: 'nothing-to-say' });
    const { channel, template } = message;
    try {
      await this.#send(message, `${deliveryId}@${this.#messageHost}`);
    } catch (error) {
      return this.#fail(ctx, { delivery, message, error });
    }
    await this.#settle(ctx, delivery, { status: 'sent', channel, template });
  }

  async #send(composed: ComposedMessage, messageId: string): Promise<void> {
    if (composed.channel === 'mail') await this.mail.send({ messageId, ...composed.mail });
    else await this.sms.send({ messageId, ...composed.message });
  }

  async #fail(
    ctx: Ctx,
    failed: { delivery: Delivery; message: ComposedMessage; error: unknown },
  ): Promise<void> {
    const { delivery, message, error } = failed;
    if (!(error instanceof MailError || error instanceof SmsError)) throw error;
    const { channel, template } = message;
    const isFinal = error.code === 'refused' || isTooLate(delivery.createdAt, ctx.now);
    if (!isFinal) {
      await this.db.inTx(ctx, (tx) => countAttempt(tx, delivery.id));
      throw error;
    }
    this.log.warn({ deliveryId: delivery.id, template, err: error }, 'a message was not sent');
    await this.#settle(ctx, delivery, { status: 'failed', reason: error.code, channel, template });
  }

  async #settle(ctx: Ctx, { id }: Delivery, settlement: Settlement): Promise<void> {
    await this.db.inTx(ctx, (tx) => settleDelivery(tx, id, settlement));
  }
}
