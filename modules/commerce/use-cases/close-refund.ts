import type { Ctx } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { refundPaidJournal, refundReversedJournal } from '../domain/journals.ts';
import type { OrderItem, Payment, RefundId } from '../domain/order.ts';
import { orderState } from '../domain/order-state.ts';
import { paymentState } from '../domain/payment-state.ts';
import { refundState } from '../domain/refund-state.ts';
import { courseRefundFailed } from '../events.ts';
import { postJournal } from '../store/ledger-store.ts';
import { itemsOf, lockOrder, own, setOrderStatus } from '../store/order-store.ts';
import { lockPayment, paidTheOrder, setPaymentState } from '../store/payment-store.ts';
import {
  findRefund,
  lockRefund,
  partsOf,
  type Refund,
  refundsOf,
  setRefundState,
} from '../store/refund-store.ts';

export interface RefundEnd {
  readonly refundId: RefundId;
  readonly state: 'succeeded' | 'failed';
  readonly refundReference: string;
  readonly failureCode: string | null;
}

/** Notes how a refund ended, once; of one that failed everybody gets back what was taken. */
@Injectable()
export class CloseRefund {
  readonly #db: Db;
  readonly #outbox: Outbox;

  constructor(db: Db, outbox: Outbox) {
    this.#db = db;
    this.#outbox = outbox;
  }

  /** False for a refund that is not known. */
  async run(ctx: Ctx, end: RefundEnd): Promise<boolean> {
    return this.#db.inTx(ctx, async (tx) => {
      const known = await findRefund(tx, end.refundId);
      if (!known) return false;
      // The payment first, as whoever promises a refund locks it first.
      const payment = await lockPayment(tx, known.paymentId);
      const refund = await lockRefund(tx, end.refundId);
      if (!payment || !refund) throw new Error('a refund without its payment');
      const event = end.state === 'succeeded' ? 'succeed' : 'fail';
      if (!refundState.allows(refund.status, event)) return true;
      const { refundReference, failureCode } = end;
      const status = refundState.next(refund.status, event);
      const settledAt = ctx.now;
      await setRefundState(tx, refund.id, { status, refundReference, failureCode, settledAt });
      if (end.state === 'failed') await this.#restore(tx, payment, refund);
      else await postJournal(tx, refundPaidJournal({ sourceId: refund.id, ...refund }));
      return true;
    });
  }

  async #restore(tx: Tx, payment: Payment, refund: Refund): Promise<void> {
    const { currency } = refund;
    const items = await itemsOf(tx, payment.orderId);
    const taken = await partsOf(tx, { refundId: refund.id });
    const parts = taken.flatMap((part) => {
      const item = items.find(({ line }) => line === part.line);
      return item ? [{ ...item, ...part }] : [];
    });
    await postJournal(tx, refundReversedJournal({ sourceId: refund.id, currency, parts }));
    const refunded = payment.refunded - refund.amount;
    const back = refunded === 0n ? 'restore_all' : 'restore_part';
    const status = paymentState.allows(payment.status, back)
      ? paymentState.next(payment.status, back)
      : payment.status;
    await setPaymentState(tx, payment.id, { status, refunded });
    const orderStatus = await lockOrder(tx, payment.orderId);
    if ((await paidTheOrder(tx, payment)) && orderState.allows(orderStatus, back)) {
      await setOrderStatus(tx, payment.orderId, orderState.next(orderStatus, back));
    }
    // Another one of the buyer's has taken the course as well, and stands.
    const others = await refundsOf(tx, payment.id);
    const isAskedBack = others.some((of) => of.cause === 'buyer' && of.status !== 'failed');
    if (!isAskedBack) await this.#giveBack(tx, payment, parts);
  }

  /** What the buyer has from another payment is not given. */
  async #giveBack(tx: Tx, payment: Payment, parts: readonly OrderItem[]): Promise<void> {
    const { id: paymentId, orderId, buyerId } = payment;
    const courseIds = parts.map(({ courseId }) => courseId);
    for (const courseId of await own(tx, { paymentId, buyerId }, courseIds)) {
      const about = { orderId, paymentId, courseId, userId: buyerId };
      await this.#outbox.emit(tx, eventOf(courseRefundFailed, about));
    }
  }
}
