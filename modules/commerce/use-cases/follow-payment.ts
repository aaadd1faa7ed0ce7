import { Db } from '@edumaster/database';
import { AppError, type Ctx, id, Log } from '@edumaster/kernel';
import type { PaymentEvent, PaymentProvider, PaymentReading } from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import type { PaymentId } from '../domain/order.ts';
import { expireOrder } from '../store/order-store.ts';
import { closePayment, findPayment } from '../store/payment-store.ts';
import { CloseRefund } from './close-refund.ts';
import { FollowDispute } from './follow-dispute.ts';
import { NoteForeignRefund } from './note-foreign-refund.ts';
import { SettlePayment } from './settle-payment.ts';

type Of<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { type: Type }>;

/** Does what follows from what a provider says, be it told by a webhook or asked for. */
@Injectable()
export class FollowPayment {
  constructor(
    private readonly db: Db,
    private readonly settlePayment: SettlePayment,
    private readonly closeRefund: CloseRefund,
    private readonly noteForeignRefund: NoteForeignRefund,
    private readonly followDispute: FollowDispute,
    private readonly log: Log,
  ) {}

  /**
   * News of a payment that is not ours are passed over.
   * @throws AppError `payment_provider_unavailable` when it has to be told again: something comes before it
   */
  async told(ctx: Ctx, provider: PaymentProvider, event: PaymentEvent): Promise<void> {
    switch (event.type) {
      case 'payment_succeeded':
        return this.#settle(ctx, provider, event);
      case 'payment_approved':
        return this.#capture(ctx, provider, event);
      case 'payment_failed':
        return this.#close(ctx, id(event.paymentId), 'fail', event.failure.code);
      case 'payment_expired':
        return this.#close(ctx, id(event.paymentId), 'expire');
      case 'refund_succeeded':
      case 'refund_failed':
        return this.#refund(ctx, provider, event);
      default:
        return this.#dispute(ctx, provider, event);
    }
  }

  /** What the provider answered when it was asked. */
  async read(ctx: Ctx, provider: PaymentProvider, reading: PaymentReading): Promise<void> {
    const paymentId = id<'payment'>(reading.paymentId);
    const { providerReference, transactionId, amount, fee } = reading;
    switch (reading.state) {
      case 'open':
        return undefined;
      case 'approved':
        return this.#capture(ctx, provider, { paymentId, providerReference });
      case 'succeeded': {
        if (transactionId === null) throw new Error('a success without the name of its movement');
        const said = { eventId: null, paymentId, providerReference, transactionId, amount, fee };
        return this.#settle(ctx, provider, said);
      }
      case 'failed':
        return this.#close(ctx, paymentId, 'fail', reading.failure?.code);
      case 'expired':
        return this.#close(ctx, paymentId, 'expire');
      default:
        return reading.state satisfies never;
    }
  }

  async #settle(
    ctx: Ctx,
    { name: provider }: PaymentProvider,
    said: Pick<
      Of<'payment_succeeded'>,
      'paymentId' | 'providerReference' | 'transactionId' | 'amount' | 'fee'
    > & { readonly eventId: string | null },
  ): Promise<void> {
    const { eventId, providerReference, transactionId, amount, fee } = said;
    const paymentId = id<'payment'>(said.paymentId);
    const outcome = await this.settlePayment.run(ctx, {
      paymentId,
      provider,
      eventId,
      providerReference,
      transactionId,
      amount: amount.minorUnits,
      currency: amount.currency,
      fee: fee?.minorUnits ?? null,
    });
    if (outcome === 'settled' || outcome === 'repeated') return;
    this.log.warn({ paymentId, provider, outcome }, 'a payment was not settled as it was asked');
  }

  async #capture(
    ctx: Ctx,
    provider: PaymentProvider,
    said: { readonly paymentId: string; readonly providerReference: string },
  ): Promise<void> {
    const { paymentId, providerReference } = said;
    const payment = await this.db.inTx(ctx, (tx) => findPayment(tx, paymentId));
    if (!payment || payment.settledAt !== null) return;
    const amount = { minorUnits: payment.amount, currency: payment.currency };
    const reading = await provider.capture({ paymentId, providerReference, amount });
    if (reading.state !== 'approved') await this.read(ctx, provider, reading);
  }

  async #close(
    ctx: Ctx,
    paymentId: PaymentId,
    event: 'fail' | 'expire',
    failureCode?: string,
  ): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      const payment = await findPayment(tx, paymentId);
      const end = failureCode === undefined ? { event } : { event, failureCode };
      if (payment && (await closePayment(tx, paymentId, end)))
        await expireOrder(tx, payment.orderId);
    });
  }

  async #refund(
    ctx: Ctx,
    { name: provider }: PaymentProvider,
    event: Of<'refund_succeeded' | 'refund_failed'>,
  ): Promise<void> {
    const { refundId, refundReference, failure } = event;
    const state = event.type === 'refund_succeeded' ? 'succeeded' : 'failed';
    if (refundId !== null) {
      const failureCode = failure?.code ?? null;
      const end = {
        refundId: id<'refund'>(refundId),
        state,
        refundReference,
        failureCode,
      } as const;
      if (await this.closeRefund.run(ctx, end)) return;
    }
    if (state === 'failed') return;
    if (!(await this.noteForeignRefund.run(ctx, { ...event, provider }))) toldTooEarly();
  }

  async #dispute(ctx: Ctx, { name: provider }: PaymentProvider, event: DisputeNews): Promise<void> {
    const payment = await this.db.inTx(ctx, (tx) => findPayment(tx, event.paymentId));
    if (!payment) return;
    if (!(await this.followDispute.run(ctx, { ...event, provider }))) toldTooEarly();
  }
}

type DisputeNews = Of<'dispute_opened' | 'dispute_won' | 'dispute_lost'>;

/** The provider repeats it, and by then what it builds on is there. */
function toldTooEarly(): never {
  throw new AppError('payment_provider_unavailable', { retryAfterSeconds: 5 });
}
