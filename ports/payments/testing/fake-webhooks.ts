import { createHmac } from 'node:crypto';
import { PaymentError } from '../payment-error.ts';
import type { PaymentEvent } from '../payment-events.ts';
import type { WebhookDelivery } from '../payment-provider.ts';
import { assertFresh, equalSignatures, headerOf } from '../signed-webhook.ts';

/** Signs as most providers do: an HMAC over the time and the body, with a secret of the tenant. */
export class FakeWebhooks {
  readonly #secret: string;

  constructor(tenantId: string) {
    this.#secret = `secret of ${tenantId}`;
  }

  sign(rawBody: Uint8Array, now: Date): WebhookDelivery {
    const time = now.toISOString();
    return {
      headers: { 'fake-time': time, 'fake-signature': this.#mac(time, rawBody) },
      rawBody,
      now,
    };
  }

  report(event: PaymentEvent, now: Date): WebhookDelivery {
    const text = JSON.stringify(event, (_, value: unknown) =>
      typeof value === 'bigint' ? { bigint: value.toString() } : value,
    );
    return this.sign(Buffer.from(text), now);
  }

  read(delivery: WebhookDelivery): readonly PaymentEvent[] {
    const time = headerOf(delivery, 'fake-time');
    const signature = headerOf(delivery, 'fake-signature');
    if (!equalSignatures(signature, this.#mac(time, delivery.rawBody))) {
      throw new PaymentError('signature_refused', 'the signature is not that of the fake');
    }
    assertFresh(new Date(time), delivery.now);
    return eventsOf(Buffer.from(delivery.rawBody).toString());
  }

  #mac(time: string, rawBody: Uint8Array): string {
    return createHmac('sha256', this.#secret).update(`${time}.`).update(rawBody).digest('hex');
  }
}

const times = new Set(['occurredAt', 'evidenceDueAt']);

function eventsOf(text: string): readonly PaymentEvent[] {
  const parsed = parse(text);
  const isOurs = typeof parsed === 'object' && parsed !== null && 'paymentId' in parsed;
  return isOurs ? [parsed as PaymentEvent] : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (typeof value === 'string' && times.has(key)) return new Date(value);
      const isBig = typeof value === 'object' && value !== null && 'bigint' in value;
      return isBig ? BigInt(String(value.bigint)) : value;
    });
  } catch (error) {
    throw new PaymentError('malformed', 'the webhook is no JSON', { cause: error });
  }
}
