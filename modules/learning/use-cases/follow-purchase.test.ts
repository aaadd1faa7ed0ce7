import { type Ctx, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learningModule } from '../module.ts';
import { findEnrollment } from '../store/enrollment-store.ts';
import { FollowPurchase } from './follow-purchase.ts';
import { GrantAccess } from './grant-access.ts';

const { name, migrations } = learningModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const newPurchase = () => ({
  paymentId: newId<'payment'>(),
  courseId: newId<'course'>(),
  userId: newId<'user'>(),
});
type Purchase = ReturnType<typeof newPurchase>;

function open(ctx: Ctx = database.tenantCtx()) {
  const follow = new FollowPurchase(database.db, database.outbox);
  return {
    ctx,
    buy: (purchase: Purchase) => follow.purchased(ctx, purchase, ctx.now),
    refund: (purchase: Purchase) => follow.refunded(ctx, purchase, ctx.now),
    restore: (purchase: Purchase) => follow.restored(ctx, purchase, ctx.now),
    async isIn(purchase: Purchase) {
      const enrollment = await database.db.inTx(ctx, (tx) => findEnrollment(tx, purchase));
      return enrollment !== undefined && !enrollment.isRevoked;
    },
  };
}

describe('access that was bought', () => {
  it('begins with the purchase and ends with the refund, also when these are told again', async () => {
    const { buy, refund, isIn } = open();
    const purchase = newPurchase();
    await buy(purchase);
    await buy(purchase);
    expect(await isIn(purchase)).toBe(true);
    await refund(purchase);
    await refund(purchase);
    expect(await isIn(purchase)).toBe(false);
    await buy(purchase);
    expect(await isIn(purchase)).toBe(false);
  });

  it('is never given by a purchase whose refund was told before', async () => {
    const { buy, refund, isIn } = open();
    const purchase = newPurchase();
    await refund(purchase);
    await buy(purchase);
    expect(await isIn(purchase)).toBe(false);
  });

  it('is had again by another purchase, and the refund of the first does not end it', async () => {
    const { buy, refund, isIn } = open();
    const first = newPurchase();
    const second = { ...first, paymentId: newId<'payment'>() };
    await buy(first);
    await refund(first);
    await buy(second);
    expect(await isIn(second)).toBe(true);
    const third = { ...first, paymentId: newId<'payment'>() };
    await buy(third);
    await refund(second);
    expect(await isIn(third)).toBe(true);
  });

  it('comes back when the money could not be given back', async () => {
    const { buy, refund, restore, isIn } = open();
    const purchase = newPurchase();
    await buy(purchase);
    await refund(purchase);
    await restore(purchase);
    expect(await isIn(purchase)).toBe(true);
  });

  it('is in its tenant only', async () => {
    const purchase = newPurchase();
    await open().buy(purchase);
    const second = open(database.tenantCtx({ tenant: 'second' }));
    expect(await second.isIn(purchase)).toBe(false);
    await second.refund(purchase);
    expect(await open().isIn(purchase)).toBe(true);
  });

  it('is there as long as one purchase was not given back, in whatever order all is told', async () => {
    const { buy, refund, isIn } = open();
    const orders = fc.shuffledSubarray(['buy a', 'buy b', 'refund a', 'refund a'], {
      minLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const a = newPurchase();
        const b = { ...a, paymentId: newId<'payment'>() };
        const tell = { 'buy a': () => buy(a), 'buy b': () => buy(b), 'refund a': () => refund(a) };
        for (const news of order) await tell[news as keyof typeof tell]();
        expect(await isIn(a)).toBe(true);
        await refund(b);
        expect(await isIn(a)).toBe(false);
      }),
      { numRuns: 12 },
    );
  });

  it('that somebody has for nothing does not end with a refund', async () => {
    const { ctx, buy, refund, isIn } = open();
    const purchase = newPurchase();
    const access = {
      ...purchase,
      scope: 'lifetime',
      purchasedAt: ctx.now,
      expiresAt: null,
    } as const;
    await new GrantAccess(database.db, database.outbox).run(ctx, access);
    await buy(purchase);
    await refund(purchase);
    expect(await isIn(purchase)).toBe(true);
  });
});
