import type { Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { providerFeeJournal, saleJournal } from '../domain/journals.ts';
import type { MinorUnits } from '../domain/minor-units.ts';
import type { OrderItem, Payment } from '../domain/order.ts';
import { totalOf } from '../domain/split.ts';
import { coursePurchased, paymentSucceeded } from '../events.ts';
import { moneyOf } from '../money-at-edge.ts';
import { itemsOf } from '../store/order-store.ts';
import { findPayment } from '../store/payment-store.ts';
import {
  type Consequences,
  type SettlementOutcome,
  settlePayment,
  type Success,
} from '../store/settle-payment.ts';
import { PromiseRefund } from './promise-refund.ts';

export interface PaidAtProvider extends Success {
  /** What the provider keeps; null when it does not say. */
  readonly fee: MinorUnits | null;
}

/**
 * Does all that follows from money that came in, once: however often it is told, by a webhook or by
 * who asked the provider, before or after the answer of the checkout. What was paid twice goes back.
 */
@Injectable()
export class SettlePayment {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #promise: PromiseRefund;

  constructor(db: Db, outbox: Outbox, promise: PromiseRefund) {
    this.#db = db;
    this.#outbox = outbox;
    this.#promise = promise;
  }

  run(ctx: Ctx, paid: PaidAtProvider): Promise<SettlementOutcome> {
    return this.#db.inTx(ctx, (tx) => this.settle(tx, paid));
  }

  /** The same as part of a transaction: an order that costs nothing is paid when it is placed. */
  async settle(tx: Tx, paid: PaidAtProvider): Promise<SettlementOutcome> {
    const payment = await findPayment(tx, paid.paymentId);
    if (!payment) return 'unknown';
    const items = await itemsOf(tx, payment.orderId);
    const { outcome, ownedLines } = await settlePayment(
      tx,
      paid,
      this.#consequences(tx.ctx, { paid, payment, items }),
    );
    const twice =
      outcome === 'unwanted' ? items : items.filter(({ line }) => ownedLines.includes(line));
    if (twice.some((item) => totalOf(item) > 0n)) {
      await this.#promise.run(tx, {
        paymentId: payment.id,
        cause: 'paid_twice',
        reason: 'It was paid already',
        lines: twice.map(({ line }) => line),
      });
    }
    return outcome;
  }

  #consequences(
    ctx: Ctx,
    of: { paid: PaidAtProvider; payment: Payment; items: readonly OrderItem[] },
  ): Consequences {
    const { paid, payment, items } = of;
    const { id: paymentId, orderId, buyerId: userId, currency } = payment;
    const about = { orderId, paymentId, userId };
    const fee = { sourceId: paymentId, currency, amount: paid.fee ?? 0n };
    const purchases = items.map((item) => {
      const { courseId, instructorId, line } = item;
      const price = moneyOf(totalOf(item), currency);
      const event = eventOf(coursePurchased, { ...about, courseId, instructorId, price });
      return { ...this.#outbox.pack(event), line };
    });
    const amount = moneyOf(payment.amount, currency);
    const titles = items.map(({ title }) => title);
    const receipt = eventOf(paymentSucceeded, { ...about, amount, titles });
    return {
      journals: [
        saleJournal({ sourceId: paymentId, currency, parts: items }),
        providerFeeJournal(fee),
      ].filter((journal) => journal !== undefined),
      events:
        payment.amount > 0n
          ? [...purchases, { ...this.#outbox.pack(receipt), line: null }]
          : purchases,
      origin: this.#outbox.originOf(ctx),
    };
  }
}
