import { refundedOf, token, type TwinDispute, type TwinRefund, type TwinSession } from './books.ts';

/** The members of Stripe's objects that a client may rely on; the rest is left out. */
export function sessionShape(session: TwinSession, expanded: boolean): object {
  const hasIntent = session.intentStatus !== 'none';
  const intent = expanded ? intentShape(session) : session.intentId;
  return {
    id: session.id,
    object: 'checkout.session',
    amount_subtotal: session.amount,
    amount_total: session.amount,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    created: session.created,
    currency: session.currency,
    customer: null,
    customer_email: session.email,
    expires_at: session.expiresAt,
    livemode: false,
    metadata: session.metadata,
    mode: 'payment',
    payment_intent: hasIntent ? intent : null,
    payment_method_types: ['card'],
    payment_status: session.intentStatus === 'succeeded' ? 'paid' : 'unpaid',
    status: session.status,
    success_url: session.successUrl,
    url: session.status === 'open' ? session.url : null,
  };
}

/** With its charge and that one's entry in the balance, as `expand` asks for. */
export function intentShape(session: TwinSession): object {
  const isPaid = session.intentStatus === 'succeeded';
  return {
    id: session.intentId,
    object: 'payment_intent',
    amount: session.amount,
    amount_received: isPaid ? session.amount : 0n,
    currency: session.currency,
    last_payment_error: session.lastError && { type: 'card_error', ...session.lastError },
    latest_charge: isPaid
      ? {
          id: session.chargeId,
          object: 'charge',
          amount: session.amount,
          amount_refunded: refundedOf(session),
          balance_transaction: {
            id: `txn_${session.chargeId.slice(3)}`,
            object: 'balance_transaction',
            // 2.9 % and 30 cents, as the standard price is.
            fee: (session.amount * 29n) / 1000n + 30n,
            currency: session.currency,
          },
          currency: session.currency,
          payment_intent: session.intentId,
        }
      : null,
    livemode: false,
    metadata: session.intentMetadata,
    status: session.intentStatus,
  };
}

export function refundShape(session: TwinSession, refund: TwinRefund): object {
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    charge: session.chargeId,
    created: refund.created,
    currency: session.currency,
    ...(refund.status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}),
    metadata: refund.metadata,
    payment_intent: session.intentId,
    reason: null,
    status: refund.status,
  };
}

export function disputeShape(session: TwinSession, dispute: TwinDispute): object {
  return {
    id: dispute.id,
    object: 'dispute',
    amount: session.amount,
    charge: session.chargeId,
    created: dispute.created,
    currency: session.currency,
    evidence_details: { due_by: dispute.created + 7n * 86_400n, has_evidence: false },
    livemode: false,
    metadata: {},
    payment_intent: session.intentId,
    reason: 'fraudulent',
    status: dispute.status,
  };
}

export function eventShape(type: string, object: object, created: bigint): object {
  return {
    id: `evt_${token(24)}`,
    object: 'event',
    api_version: '2024-10-28.acacia',
    created,
    data: { object },
    livemode: false,
    pending_webhooks: 1n,
    request: { id: null, idempotency_key: null },
    type,
  };
}

export function listShape(url: string, data: readonly object[]): object {
  return { object: 'list', data, has_more: false, url };
}
