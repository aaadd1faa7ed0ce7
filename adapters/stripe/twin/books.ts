import { randomBytes } from 'node:crypto';
import type { FormBody } from './form-body.ts';
import { invalid, missing } from './twin-error.ts';

export interface TwinRefund {
  readonly id: string;
  readonly amount: bigint;
  readonly created: bigint;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'pending' | 'succeeded' | 'failed';
}

export interface TwinDispute {
  readonly id: string;
  readonly created: bigint;
  status: 'needs_response' | 'won' | 'lost' | 'warning_needs_response' | 'warning_closed';
}

/** A session and, once the buyer has begun to pay, its payment intent and charge. */
export interface TwinSession {
  readonly id: string;
  readonly url: string;
  readonly created: bigint;
  readonly expiresAt: bigint;
  readonly amount: bigint;
  readonly currency: string;
  readonly successUrl: string;
  readonly cancelUrl: string | null;
  readonly clientReferenceId: string | null;
  readonly email: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly intentMetadata: Readonly<Record<string, string>>;
  readonly intentId: string;
  readonly chargeId: string;
  status: 'open' | 'complete' | 'expired';
  intentStatus: 'none' | 'requires_payment_method' | 'processing' | 'succeeded';
  lastError: { code: string; message: string } | null;
  readonly refunds: TwinRefund[];
  dispute: TwinDispute | null;
}

/** Of a charge in dollars or euros (docs.stripe.com/currencies, "Minimum and maximum"). */
const smallest = 50n;
const largest = 99_999_999n;
const hundredths = new Set(['usd', 'eur', 'gbp', 'inr', 'chf', 'cad', 'aud']);
const known = new Set([...hundredths, 'jpy', 'isk', 'kwd', 'try', 'ugx', 'huf']);

/** Everything that the twin knows, and the rules by which it changes. */
export class Books {
  readonly sessions = new Map<string, TwinSession>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  get now(): bigint {
    return BigInt(Math.trunc(this.#clock().getTime() / 1000));
  }

  /** docs.stripe.com/api/checkout/sessions/create */
  open(form: FormBody, pageUrl: string): TwinSession {
    if (form.required('mode') !== 'payment') throw invalid('The twin knows the mode payment only.');
    const item = 'line_items[0]';
    const currency = form.required(`${item}[price_data][currency]`);
    const amount = form.units(`${item}[price_data][unit_amount]`) * form.units(`${item}[quantity]`);
    form.required(`${item}[price_data][product_data][name]`);
    const successUrl = form.required('success_url');
    const cancelUrl = form.optional('cancel_url') ?? null;
    const clientReferenceId = form.optional('client_reference_id') ?? null;
    const email = form.optional('customer_email') ?? null;
    form.optional('locale');
    const expiresAt = form.units('expires_at');
    const metadata = form.record('metadata');
    const intentMetadata = form.record('payment_intent_data[metadata]');
    form.refuseOthers();
    assertAmount(amount, currency);
    this.#assertExpiry(expiresAt);
    const id = `cs_test_${token(58)}`;
    const session: TwinSession = {
      id,
      url: `${pageUrl}/c/pay/${id}`,
      created: this.now,
      expiresAt,
      amount,
      currency,
      successUrl,
      cancelUrl,
      clientReferenceId,
      email,
      metadata,
      intentMetadata,
      intentId: `pi_${token(24)}`,
      chargeId: `ch_${token(24)}`,
      status: 'open',
      intentStatus: 'none',
      lastError: null,
      refunds: [],
      dispute: null,
    };
    this.sessions.set(id, session);
    return session;
  }

  session(id: string): TwinSession {
    const session = this.sessions.get(id);
    if (!session) throw missing('checkout.session', id);
    return session;
  }

  ofIntent(id: string): TwinSession {
    const found = [...this.sessions.values()].find(({ intentId }) => intentId === id);
    if (!found || found.intentStatus === 'none') throw missing('payment_intent', id);
    return found;
  }

  /** docs.stripe.com/api/refunds/create */
  refund(form: FormBody, status: TwinRefund['status']): [TwinSession, TwinRefund] {
    const session = this.ofIntent(form.required('payment_intent'));
    const amount = form.units('amount');
    const metadata = form.record('metadata');
    form.optional('reason');
    form.refuseOthers();
    if (session.intentStatus !== 'succeeded') {
      const message = `This PaymentIntent (${session.intentId}) does not have a successful charge to refund.`;
      throw invalid(message, { code: 'payment_intent_unexpected_state' });
    }
    const left = session.amount - refundedOf(session);
    if (left === 0n) {
      const message = `Charge ${session.chargeId} has already been refunded.`;
      throw invalid(message, { code: 'charge_already_refunded' });
    }
    if (amount > left || amount === 0n) {
      const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`;
      throw invalid(message, { param: 'amount' });
    }
    const refund = { id: `re_${token(24)}`, amount, created: this.now, metadata, status };
    session.refunds.push(refund);
    return [session, refund];
  }

  refundOf(id: string): [TwinSession, TwinRefund] {
    for (const session of this.sessions.values()) {
      const refund = session.refunds.find((one) => one.id === id);
      if (refund) return [session, refund];
    }
    throw missing('refund', id);
  }

  /** "It can be anywhere from 30 minutes to 24 hours after Checkout Session creation." */
  #assertExpiry(expiresAt: bigint): void {
    const after = expiresAt - this.now;
    if (after >= 30n * 60n && after <= 24n * 60n * 60n) return;
    const message = 'The `expires_at` timestamp must be 30 minutes to 24 hours from now.';
    throw invalid(message, { param: 'expires_at' });
  }
}

export function refundedOf({ refunds }: TwinSession): bigint {
  return refunds
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0n);
}

export function token(length: number): string {
  return randomBytes(length).toString('hex').slice(0, length);
}

function assertAmount(amount: bigint, currency: string): void {
  if (!known.has(currency)) {
    const message = `Invalid currency: ${currency}.`;
    throw invalid(message, { param: 'line_items[0][price_data][currency]' });
  }
  if (hundredths.has(currency) && amount < smallest) {
    throw invalid('The Checkout Session total amount is too small.', { code: 'amount_too_small' });
  }
  if (amount > largest) throw invalid('Amount is too large.', { code: 'amount_too_large' });
  if (currency === 'isk' && amount % 100n !== 0n) {
    const message = 'Currency ISK has become effectively zero-decimal.';
    throw invalid(message, { code: 'invalid_charge_amount_no_decimal_compatible' });
  }
}
