import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { PaymentError, PaymentProviders, type RefundReading } from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import type { Payment, RefundId } from '../domain/order.ts';
import { refundState } from '../domain/refund-state.ts';
import { findPayment } from '../store/payment-store.ts';
import { findRefund, lockRefund, type Refund, setRefundState } from '../store/refund-store.ts';
import { CloseRefund } from './close-refund.ts';

/**
 * Has the provider pay back what was promised, or asks how far it is. The same id is the same refund
 * there, so a crash between the answer and noting it pays nothing twice.
 */
@Injectable()
export class SubmitRefund {
  readonly #db: Db;
  readonly #providers: PaymentProviders;
  readonly #close: CloseRefund;

  constructor(db: Db, providers: PaymentProviders, close: CloseRefund) {
    this.#db = db;
    this.#providers = providers;
    this.#close = close;
  }

  /** @throws PaymentError `unavailable`: try again */
  async run(ctx: Ctx, { refundId }: { refundId: RefundId }): Promise<void> {
    const found = await this.#db.inTx(ctx, async (tx) => {
      const refund = await findRefund(tx, refundId);
      const payment = refund && (await findPayment(tx, refund.paymentId));
      return refund && payment ? { refund, payment } : undefined;
    });
    if (!found || !refundState.allows(found.refund.status, 'succeed')) return;
    const reading = await this.#ask(ctx, found.refund, found.payment);
    const { state, refundReference, failure } = reading;
    if (state === 'pending') return this.#noteSubmitted(ctx, refundId, refundReference);
    const failureCode = failure?.code ?? null;
    await this.#close.run(ctx, { refundId, state, refundReference, failureCode });
  }

  async #ask(ctx: Ctx, refund: Refund, payment: Payment): Promise<RefundReading> {
    const provider = await this.#providers.find(ctx.tenantId, payment.provider);
    if (!provider) throw new PaymentError('unavailable', `${payment.provider} is not set up`);
    const { providerReference, transactionId } = payment;
    if (providerReference === null || transactionId === null) {
      throw new Error('a refund of what was not paid at a provider');
    }
    const { id: refundId, refundReference, amount, currency } = refund;
    if (refundReference !== null) {
      return provider.readRefund({ refundId, refundReference, providerReference });
    }
    const paymentId = payment.id;
    const money = { minorUnits: amount, currency };
    return provider
      .refund({ refundId, paymentId, providerReference, transactionId, amount: money })
      .catch((error: unknown) => refusal(error, refund));
  }

  async #noteSubmitted(ctx: Ctx, refundId: RefundId, refundReference: string): Promise<void> {
    await this.#db.inTx(ctx, async (tx) => {
      const refund = await lockRefund(tx, refundId);
      if (!refund || !refundState.allows(refund.status, 'submit')) return;
      const status = refundState.next(refund.status, 'submit');
      await setRefundState(tx, refundId, { status, refundReference, submittedAt: ctx.now });
    });
  }
}

/** What the provider refuses for good has failed; all else is thrown on. */
function refusal(error: unknown, { id, amount, currency }: Refund): RefundReading {
  if (!(error instanceof PaymentError) || error.code !== 'refused') throw error;
  const { reason = 'other', message } = error;
  return {
    refundId: id,
    refundReference: `refused ${id}`,
    state: 'failed',
    amount: { minorUnits: amount, currency },
    failure: { code: reason, message },
  };
}
