import { Db } from '@edumaster/database';
import type { Ctx } from '@edumaster/kernel';
import { PaymentProviders } from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import type { PaymentId } from '../domain/order.ts';
import { expireOrder } from '../store/order-store.ts';
import { closePayment, findPayment, noteChecked } from '../store/payment-store.ts';
import { FollowPayment } from './follow-payment.ts';

/** Asks the provider how a payment stands whose news did not come. */
@Injectable()
export class CheckPayment {
  readonly #db: Db;
  readonly #providers: PaymentProviders;
  readonly #follow: FollowPayment;

  constructor(db: Db, providers: PaymentProviders, follow: FollowPayment) {
    this.#db = db;
    this.#providers = providers;
    this.#follow = follow;
  }

  /** @throws PaymentError `unavailable` */
  async run(ctx: Ctx, { paymentId }: { paymentId: PaymentId }): Promise<void> {
    const payment = await this.#db.inTx(ctx, async (tx) => {
      await noteChecked(tx, paymentId);
      return findPayment(tx, paymentId);
    });
    if (payment?.status !== 'pending') return;
    const { providerReference, orderId } = payment;
    // It was cut off before the provider answered: nobody has seen a page to pay on.
    if (providerReference === null) {
      if (payment.expiresAt > ctx.now) return;
      await this.#db.inTx(ctx, async (tx) => {
        if (await closePayment(tx, paymentId, { event: 'expire' })) await expireOrder(tx, orderId);
      });
      return;
    }
    const provider = await this.#providers.find(ctx.tenantId, payment.provider);
    if (!provider) return;
    await this.#follow.read(ctx, provider, await provider.read(providerReference));
  }
}
