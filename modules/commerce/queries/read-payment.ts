import { Db } from '@edumaster/database';
import { AppError, type Ctx } from '@edumaster/kernel';
import { may } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { OrderItem, Payment, PaymentId } from '../domain/order.ts';
import { readPayment } from '../policy.ts';
import { itemsOf } from '../store/order-store.ts';
import { findPayment } from '../store/payment-store.ts';

/** A payment and what it is for. */
export interface PaymentView {
  readonly payment: Payment;
  readonly items: readonly OrderItem[];
}

@Injectable()
export class ReadPayment {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `payment_not_found`, also for somebody else's */
  async run(ctx: Ctx, { paymentId }: { paymentId: PaymentId }): Promise<PaymentView> {
    return this.#db.inTx(ctx, async (tx) => {
      const payment = await findPayment(tx, paymentId);
      if (!payment || !may(ctx.actor, readPayment, payment)) {
        throw new AppError('payment_not_found');
      }
      return { payment, items: await itemsOf(tx, payment.orderId) };
    });
  }
}
