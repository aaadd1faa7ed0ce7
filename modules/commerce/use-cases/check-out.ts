import { AppError, type Ctx } from '@edumaster/kernel';
import { PaymentProviders } from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import { freeProvider, type Payment } from '../domain/order.ts';
import { actingUser } from './acting-user.ts';
import { OpenPayment } from './open-payment.ts';
import { type CheckoutRequest, PlaceOrder } from './place-order.ts';
import { SettlePayment } from './settle-payment.ts';

interface Checkout extends CheckoutRequest {
  readonly idempotencyKey: string;
  readonly origin: string;
}

/** From "I want these courses" to a page where they are paid; free ones are had at once. */
@Injectable()
export class CheckOut {
  readonly #place: PlaceOrder;
  readonly #open: OpenPayment;
  readonly #settle: SettlePayment;
  readonly #providers: PaymentProviders;

  constructor(
    place: PlaceOrder,
    open: OpenPayment,
    settle: SettlePayment,
    providers: PaymentProviders,
  ) {
    this.#place = place;
    this.#open = open;
    this.#settle = settle;
    this.#providers = providers;
  }

  /** @throws AppError as `PlaceOrder` and `OpenPayment`, `provider_not_offered` */
  async run(ctx: Ctx, { origin, ...request }: Checkout): Promise<Payment> {
    const payment = await this.#place.run(ctx, {
      ...request,
      buyerId: actingUser(ctx),
      chooseProvider: (currency) => this.#choose(ctx, currency, request.provider),
      settleFree: async (tx, { id: paymentId, amount, currency }) => {
        await this.#settle.settle(tx, {
          paymentId,
          provider: freeProvider,
          eventId: null,
          amount,
          currency,
          providerReference: null,
          transactionId: null,
          fee: null,
        });
      },
    });
    if (payment.amount === 0n || payment.redirectUrl !== null) return payment;
    return this.#open.run(ctx, { paymentId: payment.id, origin });
  }

  async #choose(ctx: Ctx, currency: string, wanted: string | undefined): Promise<string> {
    const offered = await this.#providers.offered({ tenantId: ctx.tenantId, currency });
    const chosen = offered.find(({ name }) => wanted === undefined || name === wanted);
    if (chosen) return chosen.name;
    const detail = wanted === undefined ? `Nobody here takes ${currency}` : undefined;
    throw new AppError('provider_not_offered', detail === undefined ? {} : { detail });
  }
}
