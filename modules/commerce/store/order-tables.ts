import { moment, tenantId } from '@edumaster/database';
import {
  bigint,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { orderState } from '../domain/order-state.ts';
import { paymentState } from '../domain/payment-state.ts';
import { refundState } from '../domain/refund-state.ts';
import { commerce } from './ledger-tables.ts';

const amount = (name: string) => bigint(name, { mode: 'bigint' });
const words = <Word extends string>(states: readonly Word[]) => states as [Word, ...Word[]];

export const orders = commerce.table(
  'orders',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    buyerId: uuid('buyer_id').notNull(),
    currency: text('currency').notNull(),
    total: amount('total').notNull(),
    tax: amount('tax').notNull().default(0n),
    status: text('status', { enum: words(orderState.states) })
      .notNull()
      .default('pending'),
    createdAt: moment('created_at').notNull(),
    paidAt: moment('paid_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const orderItems = commerce.table(
  'order_items',
  {
    tenantId: tenantId(),
    orderId: uuid('order_id').notNull(),
    line: smallint('line').notNull(),
    courseId: uuid('course_id').notNull(),
    title: text('title').notNull(),
    instructorId: uuid('instructor_id').notNull(),
    shareBasisPoints: integer('share_basis_points').notNull(),
    instructorShare: amount('instructor_share').notNull(),
    platformShare: amount('platform_share').notNull(),
    tax: amount('tax').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.orderId, table.line] }),
    unique('order_items_course').on(table.tenantId, table.orderId, table.courseId),
  ],
);

export const payments = commerce.table(
  'payments',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    orderId: uuid('order_id').notNull(),
    buyerId: uuid('buyer_id').notNull(),
    provider: text('provider').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    refunded: amount('refunded').notNull().default(0n),
    status: text('status', { enum: words(paymentState.states) })
      .notNull()
      .default('pending'),
    providerReference: text('provider_reference'),
    redirectUrl: text('redirect_url'),
    openingUntil: moment('opening_until'),
    expiresAt: moment('expires_at').notNull(),
    transactionId: text('transaction_id'),
    failureCode: text('failure_code'),
    mismatch: jsonb('mismatch'),
    createdAt: moment('created_at').notNull(),
    settledAt: moment('settled_at'),
    checkedAt: moment('checked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('payments_reference').on(table.tenantId, table.provider, table.providerReference),
  ],
);

export const ownedCourses = commerce.table(
  'owned_courses',
  {
    tenantId: tenantId(),
    buyerId: uuid('buyer_id').notNull(),
    courseId: uuid('course_id').notNull(),
    paymentId: uuid('payment_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.buyerId, table.courseId] })],
);

export const providerEvents = commerce.table(
  'provider_events',
  {
    tenantId: tenantId(),
    provider: text('provider').notNull(),
    eventId: text('event_id').notNull(),
    paymentId: uuid('payment_id').notNull(),
    type: text('type').notNull(),
    receivedAt: moment('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.provider, table.eventId] })],
);

export const refunds = commerce.table(
  'refunds',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    paymentId: uuid('payment_id').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    status: text('status', { enum: words(refundState.states) }).notNull(),
    cause: text('cause', {
      enum: ['buyer', 'staff', 'paid_twice', 'provider', 'chargeback'],
    }).notNull(),
    reason: text('reason').notNull(),
    requestedBy: uuid('requested_by'),
    refundReference: text('refund_reference'),
    failureCode: text('failure_code'),
    requestedAt: moment('requested_at').notNull(),
    submittedAt: moment('submitted_at'),
    settledAt: moment('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('refunds_reference').on(table.tenantId, table.paymentId, table.refundReference),
  ],
);

export const refundParts = commerce.table(
  'refund_parts',
  {
    tenantId: tenantId(),
    refundId: uuid('refund_id').notNull(),
    line: smallint('line').notNull(),
    instructorShare: amount('instructor_share').notNull(),
    platformShare: amount('platform_share').notNull(),
    tax: amount('tax').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.refundId, table.line] })],
);

export const disputes = commerce.table(
  'disputes',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    paymentId: uuid('payment_id').notNull(),
    provider: text('provider').notNull(),
    disputeReference: text('dispute_reference').notNull(),
    currency: text('currency').notNull(),
    amount: amount('amount').notNull(),
    reason: text('reason').notNull(),
    status: text('status', { enum: ['open', 'won', 'lost'] }).notNull(),
    evidenceDueAt: moment('evidence_due_at'),
    openedAt: moment('opened_at').notNull(),
    closedAt: moment('closed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('disputes_reference').on(table.tenantId, table.provider, table.disputeReference),
  ],
);

export const idempotencyKeys = commerce.table(
  'idempotency_keys',
  {
    tenantId: tenantId(),
    userId: uuid('user_id').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    objectId: uuid('object_id').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.userId, table.operation, table.key] })],
);
