import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { gatherRows, type PersonalDataSource, type PersonalStatements } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

const statements: PersonalStatements = {
  orders: `select id, currency, total, tax, status, created_at, paid_at from commerce.orders
           where buyer_id = $1`,
  payments: `select id, order_id, provider, currency, amount, refunded, status, transaction_id,
                    created_at, settled_at
             from commerce.payments where buyer_id = $1`,
  courses: `select course_id, payment_id from commerce.owned_courses where buyer_id = $1`,
  refunds: `select r.id, r.payment_id, r.amount, r.currency, r.status, r.reason, r.requested_at
            from commerce.refunds r join commerce.payments p on p.id = r.payment_id
            where p.buyer_id = $1 or r.requested_by = $1`,
  sales: `select order_id, line, course_id, title, instructor_share, platform_share, tax
          from commerce.order_items where instructor_id = $1`,
  ledger: `select journal_id, account, currency, amount, posted_at from commerce.ledger_postings
           where owner_id = $1`,
  requests: `select operation, object_id, created_at from commerce.idempotency_keys
             where user_id = $1`,
};

/** What a person bought and sold here, for the person. */
@Injectable()
export class PurchaseData implements PersonalDataSource {
  readonly heading = 'commerce';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  collect(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<Record<string, unknown>> {
    return this.#db.inTx(ctx, (tx) => gatherRows(tx, statements, userId));
  }
}
