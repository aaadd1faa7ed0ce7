import { Catalog, type CourseCurriculum, type CourseId } from '@edumaster/catalog';
import { Db, type Tx } from '@edumaster/database';
import { AppError, type Ctx, type Id, id, newId } from '@edumaster/kernel';
import { Learning } from '@edumaster/learning';
import { Tenancy } from '@edumaster/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { type CommerceSettings, commerceSettingsToken } from '../config.ts';
import { freeProvider, type Payment } from '../domain/order.ts';
import { splitSale, totalOf } from '../domain/split.ts';
import { minorUnitsOf } from '../money-at-edge.ts';
import { takeKey } from '../store/idempotency-store.ts';
import { insertOrder, ownedAmong } from '../store/order-store.ts';
import { findPayment, insertPayment } from '../store/payment-store.ts';

export interface CheckoutRequest {
  readonly courseIds: readonly CourseId[];
  readonly provider?: string;
}

export interface PlaceRequest extends CheckoutRequest {
  readonly buyerId: Id<'user'>;
  readonly idempotencyKey: string;
  /** Which provider takes the money, asked when there is something to pay. */
  readonly chooseProvider: (currency: string) => Promise<string>;
  /** Ends an order that costs nothing, in the same transaction. */
  readonly settleFree: (tx: Tx, payment: Payment) => Promise<void>;
}

/** Writes down what somebody wants to buy, at the prices of the catalog, once a key. */
@Injectable()
export class PlaceOrder {
  readonly #settings: CommerceSettings;

  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly learning: Learning,
    private readonly tenancy: Tenancy,
    @Inject(commerceSettingsToken) settings: CommerceSettings,
  ) {
    this.#settings = settings;
  }

  /**
   * @throws AppError `idempotency_key_reused`, `not_found`, `course_not_for_sale`,
   *   `course_already_owned`, `mixed_currencies`, and what `chooseProvider` throws
   */
  async run(ctx: Ctx, request: PlaceRequest): Promise<Payment> {
    const known = await this.#known(ctx, request);
    if (known) return known;
    const courses = await this.#courses(ctx, request);
    const currency = currencyOf(courses);
    const items = await this.#items(ctx, courses);
    const total = items.reduce((sum, item) => sum + totalOf(item), 0n);
    const provider = total === 0n ? freeProvider : await request.chooseProvider(currency);
    const [orderId, paymentId] = [newId<'order'>(), newId<'payment'>()];
    const { buyerId } = request;
    const minutes = this.#settings.EDUMASTER_CHECKOUT_MINUTES;
    const expiresAt = new Date(ctx.now.getTime() + minutes * 60_000);
    return this.db.inTx(ctx, async (tx) => {
      const other = await takeKey(tx, keyed(request), paymentId);
      if (other !== undefined) return required(await findPayment(tx, other));
      await refuseOwned(tx, request);
      await insertOrder(tx, { id: orderId, buyerId, currency, total, tax: 0n, items });
      const payment = { id: paymentId, orderId, buyerId, provider, currency, expiresAt };
      await insertPayment(tx, { ...payment, amount: total });
      const placed = required(await findPayment(tx, paymentId));
      if (total === 0n) await request.settleFree(tx, placed);
      return placed;
    });
  }

  /** A key that has done its work answers also when the course is not offered any more. */
  async #known(ctx: Ctx, request: PlaceRequest): Promise<Payment | undefined> {
    const { userId, operation, key } = keyed(request);
    const paymentId = await this.db.inTx(ctx, async (tx) => {
      const [row] = await tx.rows({
        text: `select 1 from commerce.idempotency_keys
               where user_id = $1 and operation = $2 and key = $3`,
        values: [userId, operation, key],
      });
      return row ? takeKey(tx, keyed(request), newId()) : undefined;
    });
    if (paymentId === undefined) return undefined;
    return required(await this.db.inTx(ctx, (tx) => findPayment(tx, paymentId)));
  }

  async #courses(ctx: Ctx, request: PlaceRequest): Promise<readonly CourseCurriculum[]> {
    const { courseIds, buyerId: userId } = request;
    const found = await this.catalog.publishedMany(ctx, { courseIds });
    const courses = courseIds.map((courseId) => found.find((one) => one.courseId === courseId));
    for (const course of courses) {
      if (!course) throw new AppError('not_found', { detail: 'There is no such course' });
      if (course.isArchived) throw new AppError('course_not_for_sale');
      const { courseId } = course;
      if (await this.learning.hasAccess(ctx, { courseId, userId })) {
        throw new AppError('course_already_owned', { extra: { courseId } });
      }
    }
    return courses.filter((course) => course !== undefined);
  }

  async #items(ctx: Ctx, courses: readonly CourseCurriculum[]) {
    const { kind } = await this.tenancy.current(ctx);
    const { EDUMASTER_MARKETPLACE_SHARE: ofMarketplace, EDUMASTER_ACADEMY_SHARE: ofAcademy } =
      this.#settings;
    const shareBasisPoints = kind === 'marketplace' ? ofMarketplace : ofAcademy;
    return courses.map(({ courseId, title, instructorId, price }, index) => ({
      line: index + 1,
      courseId,
      title,
      instructorId,
      shareBasisPoints,
      ...splitSale(minorUnitsOf(price), { share: BigInt(shareBasisPoints) }),
    }));
  }
}

/** What makes two requests the same. */
function keyed({ buyerId, idempotencyKey, courseIds, provider }: PlaceRequest) {
  const request = { courseIds: [...courseIds].sort(), provider };
  return { userId: buyerId, operation: 'checkout', key: idempotencyKey, request } as const;
}

function currencyOf(courses: readonly CourseCurriculum[]): string {
  const currencies = new Set(courses.map(({ price }) => price.currency));
  const [currency = ''] = currencies;
  if (currencies.size > 1) throw new AppError('mixed_currencies');
  return currency;
}

async function refuseOwned(tx: Tx, { buyerId, courseIds }: PlaceRequest): Promise<void> {
  const [courseId] = await ownedAmong(tx, buyerId, courseIds);
  if (courseId) throw new AppError('course_already_owned', { extra: { courseId: id(courseId) } });
}

function required(payment: Payment | undefined): Payment {
  if (!payment) throw new Error('a payment that was just written is not there');
  return payment;
}
