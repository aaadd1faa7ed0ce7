import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { missing, TwinError, unprocessable } from './twin-error.ts';

const money = z.strictObject({
  currency_code: z.string().regex(/^[A-Z]{3}$/),
  value: z.string().regex(/^\d+(\.\d+)?$/),
});
type Money = z.infer<typeof money>;

const customId = z
  .string()
  .max(127)
  .regex(/^[A-Za-z0-9\-_.,]*$/);

/** developer.paypal.com/api/orders/v2/orders-create, of it what the adapter may send. */
const orderRequest = z.strictObject({
  intent: z.literal('CAPTURE'),
  purchase_units: z.tuple([
    z.strictObject({
      custom_id: customId.optional(),
      invoice_id: z.string().max(127).optional(),
      description: z.string().max(127).optional(),
      amount: money,
    }),
  ]),
  payment_source: z.strictObject({
    paypal: z.strictObject({
      experience_context: z.strictObject({
        locale: z.string().optional(),
        shipping_preference: z.literal('NO_SHIPPING'),
        user_action: z.literal('PAY_NOW'),
        return_url: z.url(),
        cancel_url: z.url(),
      }),
    }),
  }),
});

const refundRequest = z.strictObject({ amount: money, custom_id: customId.optional() });

export interface TwinRefund {
  readonly id: string;
  readonly captureId: string;
  readonly amount: Money;
  readonly customId: string | undefined;
  readonly at: Date;
  status: 'COMPLETED' | 'PENDING' | 'FAILED';
}

export interface TwinDispute {
  readonly id: string;
  readonly at: Date;
  outcome: string | undefined;
}

export interface TwinOrder {
  readonly id: string;
  readonly unit: z.infer<typeof orderRequest>['purchase_units'][0];
  readonly at: Date;
  readonly captureId: string;
  status: 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED';
  captureStatus: 'none' | 'COMPLETED' | 'PENDING' | 'DECLINED';
  readonly refunds: TwinRefund[];
  dispute: TwinDispute | undefined;
}

const withoutDecimals = new Set(['HUF', 'JPY', 'TWD']);
const known = new Set([...withoutDecimals, 'AUD', 'EUR', 'GBP', 'USD']);

/** Everything that the twin knows, and the rules by which it changes. */
export class Books {
  readonly orders = new Map<string, TwinOrder>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  create(body: unknown): TwinOrder {
    const { purchase_units: units } = parse(orderRequest, body);
    const [unit] = units;
    assertMoney(unit.amount);
    const order: TwinOrder = {
      id: paypalId(),
      unit,
      at: this.#clock(),
      captureId: paypalId(),
      status: 'PAYER_ACTION_REQUIRED',
      captureStatus: 'none',
      refunds: [],
      dispute: undefined,
    };
    this.orders.set(order.id, order);
    return order;
  }

  order(id: string): TwinOrder {
    const order = this.orders.get(id);
    if (!order) throw missing();
    return order;
  }

  /** developer.paypal.com/api/orders/v2/orders-capture */
  capture(id: string, isDeclined: boolean): TwinOrder {
    const order = this.order(id);
    if (order.status === 'COMPLETED') throw unprocessable('ORDER_ALREADY_CAPTURED');
    if (order.status !== 'APPROVED') throw unprocessable('ORDER_NOT_APPROVED');
    const invoice = order.unit.invoice_id;
    const isPaid = [...this.orders.values()].some(
      (other) => other.status === 'COMPLETED' && other.unit.invoice_id === invoice,
    );
    if (invoice !== undefined && isPaid) throw unprocessable('DUPLICATE_INVOICE_ID');
    if (isDeclined) {
      order.status = 'PAYER_ACTION_REQUIRED';
      throw unprocessable('INSTRUMENT_DECLINED');
    }
    order.status = 'COMPLETED';
    order.captureStatus = 'COMPLETED';
    return order;
  }

  ofCapture(id: string): TwinOrder {
    const order = [...this.orders.values()].find((one) => one.captureId === id);
    if (!order || order.captureStatus === 'none') throw missing();
    return order;
  }

  /** developer.paypal.com/api/payments/v2/captures-refund */
  refund(captureId: string, body: unknown, status: TwinRefund['status']): TwinRefund {
    const order = this.ofCapture(captureId);
    const { amount, custom_id: own } = parse(refundRequest, body);
    assertMoney(amount);
    if (order.captureStatus !== 'COMPLETED') throw unprocessable('CAPTURE_STATUS_NOT_VALID');
    const left = unitsOf(order.unit.amount) - refundedOf(order);
    if (left === 0n) throw unprocessable('CAPTURE_FULLY_REFUNDED');
    if (unitsOf(amount) > left) throw unprocessable('REFUND_AMOUNT_EXCEEDED');
    const refund: TwinRefund = {
      id: paypalId(),
      captureId,
      amount,
      customId: own,
      at: this.#clock(),
      status,
    };
    order.refunds.push(refund);
    return refund;
  }

  refundBy(id: string): TwinRefund {
    const refunds = [...this.orders.values()].flatMap((order) => order.refunds);
    const found = refunds.find((refund) => refund.id === id);
    if (!found) throw missing();
    return found;
  }

  dispute(id: string): [TwinOrder, TwinDispute] {
    for (const order of this.orders.values()) {
      if (order.dispute?.id === id) return [order, order.dispute];
    }
    throw missing();
  }
}

export function paypalId(): string {
  return randomBytes(9).toString('hex').toUpperCase().slice(0, 17);
}

export function refundedOf({ refunds }: TwinOrder): bigint {
  return refunds
    .filter(({ status }) => status !== 'FAILED')
    .reduce((sum, { amount }) => sum + unitsOf(amount), 0n);
}

/** All amounts of one currency have the same digits: `assertMoney` sees to it. */
export function unitsOf({ value }: Money): bigint {
  return BigInt(value.replace('.', ''));
}

function assertMoney({ currency_code: currency, value }: Money): void {
  if (!known.has(currency)) throw unprocessable('CURRENCY_NOT_SUPPORTED');
  const digits = value.split('.')[1]?.length ?? 0;
  if (digits !== (withoutDecimals.has(currency) ? 0 : 2)) throw unprocessable('DECIMAL_PRECISION');
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new TwinError(400, 'INVALID_REQUEST', 'MALFORMED_REQUEST_JSON');
}
