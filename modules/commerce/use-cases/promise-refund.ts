import { AppError, type Id, newId } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Jobs } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { disputeLostJournal, refundJournal, refundPaidJournal } from '../domain/journals.ts';
import type { MinorUnits } from '../domain/minor-units.ts';
import type { OrderItem, Payment, PaymentId, RefundId } from '../domain/order.ts';
import { orderState } from '../domain/order-state.ts';
import { paymentState } from '../domain/payment-state.ts';
import { takeFrom, totalOf } from '../domain/split.ts';
import { courseRefunded, paymentRefunded } from '../events.ts';
import { moneyOf } from '../money-at-edge.ts';
import { postJournal } from '../store/ledger-store.ts';
import { disown, itemsOf, lockOrder, setOrderStatus } from '../store/order-store.ts';
import { lockPayment, paidTheOrder, setPaymentState } from '../store/payment-store.ts';
import { insertRefund, partsOf, type RefundCause } from '../store/refund-store.ts';
import { submitRefundJob } from '../submit-refund-job.ts';

export interface RefundOrder {
  readonly paymentId: PaymentId;
  readonly cause: RefundCause;
  readonly reason: string;
  /** By default all that is left. */
  readonly amount?: MinorUnits;
  /** Lines of the order that it is taken from; by default all. */
  readonly lines?: readonly number[];
  readonly refundId?: RefundId;
  readonly requestedBy?: Id<'user'>;
  /** The money is with the buyer already: what the provider did of its own, or the bank. */
  readonly done?: { readonly refundReference: string };
}

/**
 * Promises money back: from this transaction on it is the buyer's. It is taken from those who had a
 * share in it, the course is taken from the buyer when nothing of its price is left or it was they who
 * asked, and a job sees to it that the provider pays. All under the lock of the payment, so that no two refunds together
 * exceed it; the database refuses that too.
 */
@Injectable()
export class PromiseRefund {
  readonly #outbox: Outbox;
  readonly #jobs: Jobs;

  constructor(outbox: Outbox, jobs: Jobs) {
    this.#outbox = outbox;
    this.#jobs = jobs;
  }

  /** @throws AppError `payment_not_found`, `conflict` when it is not paid, `nothing_to_refund` */
  async run(tx: Tx, order: RefundOrder): Promise<RefundId> {
    const payment = await lockPayment(tx, order.paymentId);
    if (!payment) throw new AppError('payment_not_found');
    const left = await leftOf(tx, payment);
    const meant = left.filter(({ line }) => order.lines?.includes(line) ?? true);
    const amount = order.amount ?? sumOf(meant);
    if (amount === 0n || amount > sumOf(meant)) throw new AppError('nothing_to_refund');
    const parts = takeFrom(meant, amount).filter((part) => totalOf(part) > 0n);
    await this.#move(tx, { payment, amount, cause: order.cause, left: sumOf(left) - amount });
    const refundId = order.refundId ?? newId<'refund'>();
    await this.#write(tx, { payment, order, refundId, amount, parts });
    const emptied = meant.filter(({ line }) => {
      const rest = left.find((item) => item.line === line);
      const taken = parts.find((part) => part.line === line);
      return rest && taken && totalOf(rest) === totalOf(taken);
    });
    // Else a buyer could ask back all but a cent, and keep the course.
    await this.#takeAway(tx, payment, order.cause === 'buyer' ? meant : emptied);
    await this.#tell(tx, { payment, refundId, amount, cause: order.cause });
    return refundId;
  }

  /** The next states; a payment that cannot be given back is refused here. */
  async #move(
    tx: Tx,
    of: { payment: Payment; amount: MinorUnits; cause: RefundCause; left: MinorUnits },
  ): Promise<void> {
    const { payment, amount, cause, left } = of;
    const refunded = payment.refunded + amount;
    const back = left === 0n ? 'refund_all' : 'refund_part';
    const status = paymentState.next(payment.status, cause === 'chargeback' ? 'lose' : back);
    await setPaymentState(tx, payment.id, { status, refunded });
    const orderStatus = await lockOrder(tx, payment.orderId);
    // The second payment of an order says nothing about the order.
    if (!(await paidTheOrder(tx, payment)) || !orderState.allows(orderStatus, back)) return;
    await setOrderStatus(tx, payment.orderId, orderState.next(orderStatus, back));
  }

  async #write(
    tx: Tx,
    of: {
      payment: Payment;
      order: RefundOrder;
      refundId: RefundId;
      amount: MinorUnits;
      parts: readonly OrderItem[];
    },
  ): Promise<void> {
    const { payment, order, refundId, amount, parts } = of;
    const { id: paymentId, currency } = payment;
    const { cause, reason, requestedBy = null, done } = order;
    await insertRefund(tx, {
      id: refundId,
      paymentId,
      currency,
      amount,
      cause,
      reason,
      requestedBy,
      parts,
      status: done ? 'succeeded' : 'requested',
      refundReference: done?.refundReference ?? null,
    });
    const sold = { sourceId: refundId, currency, parts };
    if (cause === 'chargeback') {
      await postJournal(tx, disputeLostJournal(sold));
      return;
    }
    await postJournal(tx, refundJournal(sold));
    if (done) await postJournal(tx, refundPaidJournal({ sourceId: refundId, currency, amount }));
    else await this.#jobs.enqueue(tx, submitRefundJob, { refundId });
  }

  async #takeAway(tx: Tx, payment: Payment, emptied: readonly OrderItem[]): Promise<void> {
    const { id: paymentId, orderId, buyerId: userId } = payment;
    const courseIds = emptied.map(({ courseId }) => courseId);
    for (const courseId of await disown(tx, paymentId, courseIds)) {
      const event = eventOf(courseRefunded, { orderId, paymentId, courseId, userId });
      await this.#outbox.emit(tx, event);
    }
  }

  async #tell(
    tx: Tx,
    of: { payment: Payment; refundId: RefundId; amount: MinorUnits; cause: RefundCause },
  ): Promise<void> {
    const { payment, refundId, amount, cause } = of;
    const { id: paymentId, orderId, buyerId: userId, currency } = payment;
    const money = moneyOf(amount, currency);
    const event = { orderId, paymentId, refundId, userId, amount: money, cause };
    await this.#outbox.emit(tx, eventOf(paymentRefunded, event));
  }
}

/** What of each course was not given back yet, by a refund that did not fail. */
export async function leftOf(tx: Tx, payment: Payment): Promise<readonly OrderItem[]> {
  const items = await itemsOf(tx, payment.orderId);
  const taken = await partsOf(tx, { paymentId: payment.id });
  return items.map((item) => {
    const own = taken.filter(({ line }) => line === item.line);
    const minus = (share: 'instructor' | 'platform' | 'tax') =>
      own.reduce((rest, part) => rest - part[share], item[share]);
    return {
      ...item,
      instructor: minus('instructor'),
      platform: minus('platform'),
      tax: minus('tax'),
    };
  });
}

function sumOf(parts: readonly OrderItem[]): MinorUnits {
  return parts.reduce((sum, part) => sum + totalOf(part), 0n);
}
