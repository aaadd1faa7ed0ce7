import { AppError, type Ctx, id } from '@edumaster/kernel';
import {
  PaymentError,
  type PaymentEvent,
  type PaymentProvider,
  PaymentProviders,
  type WebhookDelivery,
} from '@edumaster/payments';
import { Injectable } from '@nestjs/common';
import { FollowPayment } from './follow-payment.ts';

interface Delivered {
  /** Name of the provider, as in the address. */
  readonly provider: string;
  readonly delivery: WebhookDelivery;
}

/** Believes what a provider says of payments when its signature is right, and acts on it. */
@Injectable()
export class TakeWebhook {
  readonly #providers: PaymentProviders;
  readonly #follow: FollowPayment;

  constructor(providers: PaymentProviders, follow: FollowPayment) {
    this.#providers = providers;
    this.#follow = follow;
  }

  /** @throws AppError `bad_signature`, `unreadable_webhook` (400), `payment_provider_unavailable` (503) */
  async run(ctx: Ctx, { provider: name, delivery }: Delivered): Promise<void> {
    const provider = await this.#providers.find(ctx.tenantId, name);
    if (!provider) throw new AppError('not_found');
    for (const event of await read(provider, delivery)) {
      await this.#take(ctx, { provider, event, delivery });
    }
  }

  async #take(
    ctx: Ctx,
    of: { provider: PaymentProvider; event: PaymentEvent; delivery: WebhookDelivery },
  ): Promise<void> {
    const { provider, event, delivery } = of;
    if (event.tenantId === ctx.tenantId) return this.#act(ctx, provider, event);
    // One account can serve several tenants, and is told at one address of all of them. A tenant with
    // an account of its own could write another's name into it: it counts when it is signed with what
    // only the account of that other tenant knows.
    const theirs = await this.#providers.find(event.tenantId, provider.name);
    const proven = theirs ? await read(theirs, delivery) : [];
    if (!theirs || !proven.some(({ eventId }) => eventId === event.eventId)) {
      throw new AppError('bad_signature');
    }
    return this.#act({ ...ctx, tenantId: id(event.tenantId) }, theirs, event);
  }

  async #act(ctx: Ctx, provider: PaymentProvider, event: PaymentEvent): Promise<void> {
    await this.#follow.told(ctx, provider, event).catch((error: unknown) => {
      throw error instanceof PaymentError ? outOfReach(error) : error;
    });
  }
}

async function read(
  provider: PaymentProvider,
  delivery: WebhookDelivery,
): Promise<readonly PaymentEvent[]> {
  try {
    return await provider.readWebhook(delivery);
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error;
    if (error.code === 'signature_refused') throw new AppError('bad_signature', { cause: error });
    if (error.code === 'malformed') throw new AppError('unreadable_webhook', { cause: error });
    throw outOfReach(error);
  }
}

function outOfReach(cause: PaymentError): AppError {
  return new AppError('payment_provider_unavailable', { retryAfterSeconds: 5, cause });
}
