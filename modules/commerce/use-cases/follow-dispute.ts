import { Db, type Tx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { type Ctx, id, newId } from '@edumaster/kernel';
import type { DisputeEvent } from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import { disputeOpenedJournal, disputeWonJournal } from '../domain/journals.ts';
import type { MinorUnits } from '../domain/minor-units.ts';
import type { Payment } from '../domain/order.ts';
import { paymentState } from '../domain/payment-state.ts';
import { totalOf } from '../domain/split.ts';
import { paymentDisputed } from '../events.ts';
import { moneyOf } from '../money-at-edge.ts';
import { closeDispute, findDispute, insertDispute } from '../store/dispute-store.ts';
import { postJournal } from '../store/ledger-store.ts';
import { lockPayment, setPaymentState } from '../store/payment-store.ts';
import { leftOf, PromiseRefund } from './promise-refund.ts';

/**
 * A buyer's bank asks the money back: until it has decided the course stays. News come in any order
 * and more than once; the end of a dispute that we do not know of yet opens and ends it.
 */
@Injectable()
export class FollowDispute {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #promise: PromiseRefund;

  constructor(db: Db, outbox: Outbox, promise: PromiseRefund) {
    this.#db = db;
    this.#outbox = outbox;
    this.#promise = promise;
  }

  /** False when the payment is not known, or not paid as far as we know: it may be told again. */
  run(ctx: Ctx, event: DisputeEvent & { readonly provider: string }): Promise<boolean> {
    return this.#db.inTx(ctx, async (tx) => {
      const payment = await lockPayment(tx, event.paymentId);
      if (!payment || payment.provider !== event.provider || payment.settledAt === null) {
        return false;
      }
      const known = await findDispute(tx, event.provider, event.disputeReference);
      const dispute = known ?? (await this.#open(tx, payment, event));
      if (event.type === 'dispute_opened' || dispute.status !== 'open') return true;
      if (event.type === 'dispute_won') await this.#win(tx, payment, dispute);
      else await this.#lose(tx, payment, dispute);
      return true;
    });
  }

  async #open(tx: Tx, payment: Payment, event: DisputeEvent & { readonly provider: string }) {
    const { provider, disputeReference, reason, evidenceDueAt } = event;
    const { minorUnits: amount, currency } = event.amount;
    const { id: paymentId, orderId, buyerId: userId } = payment;
    const dispute = { id: newId<'dispute'>(), amount, currency, status: 'open' as const };
    const about = { paymentId, provider, disputeReference, reason, evidenceDueAt };
    await insertDispute(tx, { ...dispute, ...about });
    await postJournal(tx, disputeOpenedJournal({ sourceId: dispute.id, currency, amount }));
    if (paymentState.allows(payment.status, 'dispute')) {
      const status = paymentState.next(payment.status, 'dispute');
      await setPaymentState(tx, paymentId, { status, refunded: payment.refunded });
    }
    const money = moneyOf(amount, currency);
    const told = eventOf(paymentDisputed, { orderId, paymentId, userId, amount: money });
    await this.#outbox.emit(tx, told);
    return dispute;
  }

  async #win(tx: Tx, payment: Payment, dispute: Disputed): Promise<void> {
    const { id: sourceId, currency, amount } = dispute;
    await closeDispute(tx, sourceId, 'won');
    await postJournal(tx, disputeWonJournal({ sourceId, currency, amount }));
    const won = payment.refunded > 0n ? 'win_part' : 'win';
    const now = await lockPayment(tx, payment.id);
    if (!now || !paymentState.allows(now.status, won)) return;
    const status = paymentState.next(now.status, won);
    await setPaymentState(tx, payment.id, { status, refunded: payment.refunded });
  }

  async #lose(tx: Tx, payment: Payment, dispute: Disputed): Promise<void> {
    const { id: sourceId, currency, amount } = dispute;
    await closeDispute(tx, sourceId, 'lost');
    const now = await lockPayment(tx, payment.id);
    const left = (await leftOf(tx, payment)).reduce((sum, item) => sum + totalOf(item), 0n);
    const taken = now && paymentState.allows(now.status, 'lose') ? least(amount, left) : 0n;
    if (taken > 0n) {
      await this.#promise.run(tx, {
        paymentId: payment.id,
        cause: 'chargeback',
        reason: 'The bank of the buyer took it back',
        amount: taken,
        done: { refundReference: `dispute ${sourceId}` },
      });
    }
    // What the buyer has got twice, by a refund and from the bank, is the platform's loss.
    const rest = amount - taken;
    if (rest > 0n) {
      await postJournal(tx, {
        kind: 'dispute_lost',
        sourceId,
        postings: [
          { account: 'chargebacks', ownerId: null, currency, amount: -rest },
          { account: 'platform_revenue', ownerId: null, currency, amount: rest },
        ],
      });
    }
  }
}

interface Disputed {
  readonly id: ReturnType<typeof id<'dispute'>>;
  readonly currency: string;
  readonly amount: MinorUnits;
}

function least(a: MinorUnits, b: MinorUnits): MinorUnits {
  return a < b ? a : b;
}
