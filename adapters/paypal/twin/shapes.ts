import {
  paypalId,
  refundedOf,
  type TwinDispute,
  type TwinOrder,
  type TwinRefund,
  unitsOf,
} from './books.ts';

const written = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;

/** The members that a client may rely on; the rest is left out. */
export function orderShape(order: TwinOrder, url: string): object {
  const { id, status, unit, at, captureStatus, refunds } = order;
  const page = { href: `${url}/checkoutnow?token=${id}`, rel: 'payer-action', method: 'GET' };
  const payments =
    captureStatus === 'none'
      ? {}
      : {
          payments: {
            captures: [captureShape(order, url)],
            ...(refunds.length > 0
              ? { refunds: refunds.map((refund) => refundShape(refund, url)) }
              : {}),
          },
        };
  return {
    id,
    intent: 'CAPTURE',
    status,
    create_time: written(at),
    purchase_units: [{ reference_id: 'default', ...unit, ...payments }],
    links: [
      { href: `${url}/v2/checkout/orders/${id}`, rel: 'self', method: 'GET' },
      ...(status === 'PAYER_ACTION_REQUIRED' ? [page] : []),
    ],
  };
}

export function captureShape(order: TwinOrder, url: string): object {
  const { captureId, captureStatus, unit, at, id } = order;
  const refunded = refundedOf(order);
  const afterwards = refunded === unitsOf(unit.amount) ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  const fee = { currency_code: unit.amount.currency_code, value: '1' };
  return {
    id: captureId,
    status: captureStatus === 'COMPLETED' && refunded > 0n ? afterwards : captureStatus,
    amount: unit.amount,
    final_capture: true,
    custom_id: unit.custom_id,
    invoice_id: unit.invoice_id,
    seller_receivable_breakdown: { gross_amount: unit.amount, paypal_fee: fee },
    supplementary_data: { related_ids: { order_id: id } },
    create_time: written(at),
    update_time: written(at),
    links: [{ href: `${url}/v2/payments/captures/${captureId}`, rel: 'self', method: 'GET' }],
  };
}

export function refundShape(refund: TwinRefund, url: string): object {
  const { id, amount, captureId, customId, status, at } = refund;
  return {
    id,
    status,
    ...(status === 'FAILED' ? { status_details: { reason: 'ECHECK' } } : {}),
    amount,
    ...(customId === undefined ? {} : { custom_id: customId }),
    create_time: written(at),
    update_time: written(at),
    links: [
      { href: `${url}/v2/payments/refunds/${id}`, rel: 'self', method: 'GET' },
      { href: `${url}/v2/payments/captures/${captureId}`, rel: 'up', method: 'GET' },
    ],
  };
}

export function disputeShape(order: TwinOrder, { id, at, outcome }: TwinDispute): object {
  return {
    dispute_id: id,
    create_time: written(at),
    update_time: written(at),
    disputed_transactions: [{ seller_transaction_id: order.captureId }],
    reason: 'UNAUTHORISED',
    status: outcome === undefined ? 'WAITING_FOR_SELLER_RESPONSE' : 'RESOLVED',
    dispute_amount: order.unit.amount,
    ...(outcome === undefined ? {} : { dispute_outcome: { outcome_code: outcome } }),
    dispute_life_cycle_stage: 'CHARGEBACK',
  };
}

export function eventShape(type: string, resource: object, at: Date): object {
  return {
    id: `WH-${paypalId()}-${paypalId()}`,
    event_version: '1.0',
    create_time: at.toISOString(),
    event_type: type,
    summary: 'Something has happened',
    resource,
  };
}
