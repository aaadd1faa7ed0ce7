import { Db } from '@edumaster/database';
import { type Ctx, type Id, idOfCursor, pageOf } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { listPayments } from '../policy.ts';
import { itemsOfMany } from '../store/order-store.ts';
import { paymentsOfBuyer } from '../store/payment-store.ts';
import type { PaymentView } from './read-payment.ts';

interface PageOfPayments {
  readonly userId: Id<'user'>;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** What a person has paid, the newest first. */
@Injectable()
export class ListPayments {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `forbidden` for somebody else's, unless one runs the place */
  async run(ctx: Ctx, { userId, cursor, limit = 20 }: PageOfPayments) {
    authorize(ctx, listPayments, { buyerId: userId });
    const beforeId = cursor === undefined ? undefined : idOfCursor(cursor);
    return this.#db.inTx(ctx, async (tx) => {
      const rows = await paymentsOfBuyer(tx, userId, { beforeId, limit: limit + 1 });
      const page = pageOf(rows, limit, ({ id }) => [id]);
      const items = await itemsOfMany(
        tx,
        page.items.map(({ orderId }) => orderId),
      );
      const views = page.items.map((payment): PaymentView => ({
        payment,
        items: items.get(payment.orderId) ?? [],
      }));
      return { nextCursor: page.nextCursor, items: views };
    });
  }
}
