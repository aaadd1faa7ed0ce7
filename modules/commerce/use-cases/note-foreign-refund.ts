import { Db } from '@edumaster/database';
import type { Ctx } from '@edumaster/kernel';
import type { RefundEvent } from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import { totalOf } from '../domain/split.ts';
import { lockPayment } from '../store/payment-store.ts';
import { findRefundByReference } from '../store/refund-store.ts';
import { leftOf, PromiseRefund } from './promise-refund.ts';

/** Somebody gave money back in the provider's dashboard: here it is as if it had been done here. */
@Injectable()
export class NoteForeignRefund {
  readonly #db: Db;
  readonly #promise: PromiseRefund;

  constructor(db: Db, promise: PromiseRefund) {
    this.#db = db;
    this.#promise = promise;
  }

  /** False when the payment is there and not paid as far as we know: it may be told again. */
  run(ctx: Ctx, event: RefundEvent & { readonly provider: string }): Promise<boolean> {
    const { paymentId, refundReference, amount } = event;
    return this.#db.inTx(ctx, async (tx) => {
      const payment = await lockPayment(tx, paymentId);
      if (!payment || payment.provider !== event.provider) return true;
      if (payment.settledAt === null) return false;
      if (await findRefundByReference(tx, payment.id, refundReference)) return true;
      const left = (await leftOf(tx, payment)).reduce((sum, item) => sum + totalOf(item), 0n);
      const given = amount.minorUnits < left ? amount.minorUnits : left;
      if (given === 0n || amount.currency !== payment.currency) return true;
      await this.#promise.run(tx, {
        paymentId: payment.id,
        cause: 'provider',
        reason: 'It was given back at the provider',
        amount: given,
        done: { refundReference },
      });
      return true;
    });
  }
}
