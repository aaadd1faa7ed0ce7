import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { AppError, type Ctx, newId } from '@edumaster/kernel';
import { Learning } from '@edumaster/learning';
import { authorize, may } from '@edumaster/policy';
import { Inject, Injectable } from '@nestjs/common';
import { type CommerceSettings, commerceSettingsToken } from '../config.ts';
import type { MinorUnits } from '../domain/minor-units.ts';
import type { Payment, PaymentId } from '../domain/order.ts';
import { refusalOf } from '../domain/refund-policy.ts';
import { refundFreely, refundPayment } from '../policy.ts';
import { takeKey } from '../store/idempotency-store.ts';
import { itemsOf } from '../store/order-store.ts';
import { findPayment } from '../store/payment-store.ts';
import { findRefund, type Refund } from '../store/refund-store.ts';
import { actingUser } from './acting-user.ts';
import { PromiseRefund } from './promise-refund.ts';

export interface RefundRequest {
  readonly paymentId: PaymentId;
  /** By default all that is left. */
  readonly amount?: { readonly minorUnits: MinorUnits; readonly currency: string };
  readonly reason: string;
  readonly idempotencyKey?: string;
}

/** Gives money back: buyers within the rules, those who run the place as they decide. */
@Injectable()
export class RequestRefund {
  readonly #settings: CommerceSettings;

  constructor(
    private readonly db: Db,
    private readonly learning: Learning,
    private readonly audit: AuditLog,
    private readonly promise: PromiseRefund,
    @Inject(commerceSettingsToken) settings: CommerceSettings,
  ) {
    this.#settings = settings;
  }

  /**
   * @throws AppError `payment_not_found`, `refund_period_over`, `too_much_consumed`,
   *   `nothing_to_refund`, `conflict`, `idempotency_key_reused`
   */
  async run(ctx: Ctx, request: RefundRequest): Promise<Refund> {
    const payment = await this.db.inTx(ctx, (tx) => findPayment(tx, request.paymentId));
    if (!payment || !may(ctx.actor, refundPayment, payment)) {
      throw new AppError('payment_not_found');
    }
    authorize(ctx, refundPayment, payment);
    if (request.amount && request.amount.currency !== payment.currency) {
      const errors = [{ path: 'amount.currency', message: `must be ${payment.currency}` }];
      throw new AppError('validation_failed', { errors });
    }
    const isFree = may(ctx.actor, refundFreely, undefined);
    if (!isFree) await this.#requireWithinRules(ctx, payment);
    return this.#write(ctx, { payment, request, cause: isFree ? 'staff' : 'buyer' });
  }

  async #requireWithinRules(ctx: Ctx, payment: Payment): Promise<void> {
    // What is not paid, or back already, is refused under the lock.
    if (payment.settledAt === null) return;
    const { buyerId: userId, orderId } = payment;
    const items = await this.db.inTx(ctx, (tx) => itemsOf(tx, orderId));
    const progress = await Promise.all(
      items.map(({ courseId }) => this.learning.progress(ctx, { courseId, userId })),
    );
    const completed = progress.map(({ completionPercentage }) => completionPercentage);
    const rules = {
      days: this.#settings.EDUMASTER_REFUND_DAYS,
      consumedPercent: this.#settings.EDUMASTER_REFUND_CONSUMED_PERCENT,
    };
    const refusal = refusalOf({ paidAt: payment.settledAt, completed }, rules, ctx.now);
    if (refusal) throw new AppError(refusal);
  }

  #write(
    ctx: Ctx,
    of: { payment: Payment; request: RefundRequest; cause: 'buyer' | 'staff' },
  ): Promise<Refund> {
    const { payment, request, cause } = of;
    const { amount, reason, idempotencyKey: key } = request;
    const userId = actingUser(ctx);
    const refundId = newId<'refund'>();
    return this.db.inTx(ctx, async (tx) => {
      const asked = { paymentId: payment.id, amount: amount?.minorUnits.toString(), reason };
      const keyed = { userId, operation: 'refund', request: asked } as const;
      const known = key === undefined ? undefined : await takeKey(tx, { ...keyed, key }, refundId);
      if (known === undefined) {
        await this.promise.run(tx, {
          paymentId: payment.id,
          cause,
          reason,
          refundId,
          requestedBy: userId,
          ...(amount ? { amount: amount.minorUnits } : {}),
        });
        await this.audit.record(tx, {
          action: 'refund.requested',
          subject: { kind: 'payment', id: payment.id },
          details: { refundId, cause },
        });
      }
      const refund = await findRefund(tx, known ?? refundId);
      if (!refund) throw new Error('a refund that was just written is not there');
      return refund;
    });
  }
}
