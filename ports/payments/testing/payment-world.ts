import { vi } from 'vitest';
import type { PaymentEvent } from '../payment-events.ts';
import type {
  OpenedPayment,
  OpenPayment,
  PaymentProvider,
  PaymentReading,
  WebhookDelivery,
} from '../payment-provider.ts';

/** A provider under test, with the people around it. */
export interface PaymentWorld {
  readonly provider: PaymentProvider;
  /** The same provider with the account and the secrets of another tenant. */
  readonly stranger: PaymentProvider;
  /** An input that the provider takes, of its tenant. */
  payment(change?: Partial<OpenPayment>): OpenPayment;
  /** The buyer pays on the page, or agrees to. */
  pay(opened: OpenedPayment): Promise<void>;
  /** The buyer tries with a card that is declined. */
  decline(opened: OpenedPayment): Promise<void>;
  /** Makes the time to pay end. Left out where the provider never says so. */
  expire?(opened: OpenedPayment): Promise<void>;
  /** The buyer's bank asks the money back, then decides. Left out where nothing is told of it. */
  dispute?(opened: OpenedPayment, outcome: 'won' | 'lost'): Promise<void>;
  /** Everything that was sent to the tenant's webhook address, as it arrived. */
  deliveries(): readonly WebhookDelivery[];
  /** Signs a body as the provider does at that time. */
  sign(rawBody: Uint8Array, at: Date): WebhookDelivery;
  /** Whether the signature covers when it was sent, so that an old delivery can be told. */
  readonly signsTime: boolean;
  /** Makes the provider unreachable. @returns how to bring it back. Left out where it is at home. */
  breakDown?(): Promise<() => Promise<void>>;
}

/** Waits for an event of this payment; the machine may be slow. */
export async function eventOf<Type extends PaymentEvent['type']>(
  world: PaymentWorld,
  paymentId: string,
  type: Type,
): Promise<PaymentEvent & { type: Type }> {
  return vi.waitFor(
    async () => {
      const found = (await eventsOf(world, paymentId)).find((event) => event.type === type);
      if (!found) throw new Error(`no ${type} of ${paymentId} has arrived`);
      return found as PaymentEvent & { type: Type };
    },
    { timeout: 30_000, interval: 20 },
  );
}

export async function eventsOf(
  { provider, deliveries }: PaymentWorld,
  paymentId: string,
): Promise<readonly PaymentEvent[]> {
  const read = await Promise.all(deliveries().map((delivery) => provider.readWebhook(delivery)));
  return read.flat().filter((event) => event.paymentId === paymentId);
}

export interface Paid {
  readonly input: OpenPayment;
  readonly opened: OpenedPayment;
  readonly reading: PaymentReading;
  readonly transactionId: string;
}

/** Opens a payment and has it paid, captured where that is another step. */
export async function openAndPay(
  world: PaymentWorld,
  change: Partial<OpenPayment> = {},
): Promise<Paid> {
  const { provider } = world;
  const input = world.payment(change);
  const opened = await provider.open(input);
  await world.pay(opened);
  const { providerReference } = opened;
  const { paymentId, amount } = input;
  const first = await provider.read(providerReference);
  const reading =
    first.state === 'approved'
      ? await provider.capture({ paymentId, providerReference, amount })
      : first;
  return { input, opened, reading, transactionId: reading.transactionId ?? '' };
}
