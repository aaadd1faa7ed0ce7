import { setTimeout as pause } from 'node:timers/promises';
import { Db } from '@edumaster/database';
import { Identity } from '@edumaster/identity';
import { AppError, type Ctx } from '@edumaster/kernel';
import { PaymentError, PaymentProviders } from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import type { Payment, PaymentId } from '../domain/order.ts';
import { expireOrder, itemsOf } from '../store/order-store.ts';
import {
  claimOpening,
  closePayment,
  findPayment,
  giveUpOpening,
  noteOpened,
} from '../store/payment-store.ts';

interface Opening {
  readonly paymentId: PaymentId;
  /** Of the site that the buyer is at, without a slash at the end. */
  readonly origin: string;
}

const patienceMilliseconds = 9_000;

/**
 * Prepares the page where the buyer pays, outside of any transaction. Of many who ask for the same
 * payment one asks the provider and the others wait for its answer; who dies on the way is followed by
 * the next, and our id makes it the same payment there.
 */
@Injectable()
export class OpenPayment {
  readonly #db: Db;
  readonly #providers: PaymentProviders;
  readonly #identity: Identity;

  constructor(db: Db, providers: PaymentProviders, identity: Identity) {
    this.#db = db;
    this.#providers = providers;
    this.#identity = identity;
  }

  /** @throws AppError `payment_provider_unavailable` (503), `payment_refused`, `payment_closed` (409) */
  async run(ctx: Ctx, { paymentId, origin }: Opening): Promise<Payment> {
    const until = Date.now() + patienceMilliseconds;
    for (;;) {
      const { isMine, payment } = await this.#db.inTx(ctx, async (tx) => ({
        isMine: await claimOpening(tx, paymentId),
        payment: await findPayment(tx, paymentId),
      }));
      if (!payment) throw new AppError('payment_not_found');
      if (payment.redirectUrl !== null) return payment;
      if (isMine) return this.#open(ctx, payment, origin);
      if (payment.status !== 'pending') throw new AppError('payment_closed');
      if (Date.now() > until) throw new AppError('payment_provider_unavailable');
      await pause(50);
    }
  }

  async #open(ctx: Ctx, payment: Payment, origin: string): Promise<Payment> {
    const { id: paymentId } = payment;
    try {
      const opened = await this.#ask(ctx, payment, origin);
      await this.#db.inTx(ctx, (tx) => noteOpened(tx, paymentId, opened));
      return { ...payment, ...opened };
    } catch (error) {
      if (error instanceof PaymentError && error.code === 'refused') {
        await this.#close(ctx, payment, error.reason ?? 'other');
        throw new AppError('payment_refused', { detail: error.message, cause: error });
      }
      await this.#db.inTx(ctx, (tx) => giveUpOpening(tx, paymentId));
      if (!(error instanceof PaymentError)) throw error;
      throw new AppError('payment_provider_unavailable', { retryAfterSeconds: 5, cause: error });
    }
  }

  async #ask(ctx: Ctx, payment: Payment, origin: string) {
    const { tenantId, locale } = ctx;
    const { id: paymentId, orderId, buyerId, provider: name, amount, currency } = payment;
    const provider = await this.#providers.find(tenantId, name);
    if (!provider) throw new PaymentError('unavailable', `${name} is not set up`);
    const items = await this.#db.inTx(ctx, (tx) => itemsOf(tx, orderId));
    const contact = await this.#identity.contact(ctx, { userId: buyerId });
    const [first] = items;
    const others = items.length - 1;
    return provider.open({
      tenantId,
      paymentId,
      orderId,
      amount: { minorUnits: amount, currency },
      description: `${first?.title ?? 'Courses'}${others > 0 ? ` and ${others} more` : ''}`,
      buyer: { id: buyerId, ...(contact ? { email: contact.email, name: contact.name } : {}) },
      locale,
      returnUrl: `${origin}/checkout/result?paymentId=${paymentId}`,
      cancelUrl: `${origin}/checkout?courseId=${first?.courseId ?? ''}`,
      webhookUrl: `${origin}/api/v1/payments/webhooks/${name}`,
      expiresAt: payment.expiresAt,
    });
  }

  async #close(ctx: Ctx, { id, orderId }: Payment, failureCode: string): Promise<void> {
    await this.#db.inTx(ctx, async (tx) => {
      const isClosed = await closePayment(tx, id, { event: 'fail', failureCode });
      if (isClosed) await expireOrder(tx, orderId);
    });
  }
}
