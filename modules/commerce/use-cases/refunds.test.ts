import { type Ctx, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Payment } from '../domain/order.ts';
import { inspectLedger } from '../inspect-ledger.ts';
import { commerceModule } from '../module.ts';
import { readBalances } from '../store/ledger-store.ts';
import { commerceWorld } from '../testing/commerce-world.ts';

const { name, migrations } = commerceModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });
const dayMilliseconds = 86_400_000;

let world: ReturnType<typeof commerceWorld>;
let ctx: Ctx;
const admin = () => database.tenantCtx({ roles: ['admin'] });

beforeEach(() => {
  world = commerceWorld(database);
  ctx = database.tenantCtx();
});
afterAll(async () => {
  expect(await inspectLedger(database.owner)).toMatchObject({ balanced: true });
});

async function bought(): Promise<{ payment: Payment; instructorId: Payment['buyerId'] }> {
  const course = world.course(ctx);
  const payment = await world.buy(ctx, [course]);
  await world.pay(ctx, payment);
  return { payment, instructorId: course.instructorId };
}

const give = (of: Ctx, payment: Payment, amount?: bigint) =>
  world.requestRefund.run(of, {
    paymentId: payment.id,
    reason: 'It is not for me',
    ...(amount === undefined ? {} : { amount: { minorUnits: amount, currency: 'USD' } }),
  });
const read = async (payment: Payment) =>
  (await world.readPayment.run(ctx, { paymentId: payment.id })).payment;
const owed = async (ownerId: Payment['buyerId']) =>
  (await database.db.inTx(ctx, (tx) => readBalances(tx, { ownerId })))[0]?.amount ?? 0n;
const atProvider = async ({ providerReference }: Payment) =>
  (await world.providers.of(ctx.tenantId).read(providerReference ?? '')).refunded.minorUnits;

async function typesOf(payment: Payment): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ type: string }>(
    `select type from events.log where payload ->> 'paymentId' = $1`,
    [payment.id],
  );
  return rows.map(({ type }) => type);
}

describe('a refund', () => {
  it('takes the course, and the shares of those who had one, at once; the provider pays by a job', async () => {
    const { payment, instructorId } = await bought();
    expect(await owed(instructorId)).toBe(-1_850n);
    const refund = await give(ctx, payment);
    expect(refund).toMatchObject({ amount: 4_999n, status: 'requested' });
    expect(await read(payment)).toMatchObject({ status: 'refunded', refunded: 4_999n });
    expect(await owed(instructorId)).toBe(0n);
    expect(await typesOf(payment)).toContain('course.refunded');
    await database.work([world.submitRefunds]);
    await world.deliver(ctx, payment);
    await world.deliver(ctx, payment);
    expect(await atProvider(payment)).toBe(4_999n);
    await expect(give(ctx, payment)).rejects.toMatchObject({ code: 'nothing_to_refund' });
  });

  it('in parts by the staff leaves the course until all is back, and the last part takes the odd units', async () => {
    const { payment, instructorId } = await bought();
    await give(admin(), payment, 1_000n);
    await give(admin(), payment, 333n);
    expect(await read(payment)).toMatchObject({ status: 'partially_refunded', refunded: 1_333n });
    expect(await typesOf(payment)).not.toContain('course.refunded');
    await expect(give(admin(), payment, 3_667n)).rejects.toMatchObject({
      code: 'nothing_to_refund',
    });
    await give(admin(), payment);
    expect(await read(payment)).toMatchObject({ status: 'refunded', refunded: 4_999n });
    expect(await owed(instructorId)).toBe(0n);
    expect(await typesOf(payment)).toContain('course.refunded');
  });

  it('takes the course from a buyer who asks for a part: nobody keeps it for a cent', async () => {
    const { payment } = await bought();
    const refund = await give(ctx, payment, 4_998n);
    expect(await read(payment)).toMatchObject({ status: 'partially_refunded', refunded: 4_998n });
    expect(await typesOf(payment)).toContain('course.refunded');
    const rest = await give(admin(), payment);
    const end = { refundReference: 're_1', failureCode: 'card_closed', state: 'failed' } as const;
    await world.close.run(ctx, { ...end, refundId: rest.id });
    expect(await typesOf(payment)).not.toContain('course.refund_failed');
    await world.close.run(ctx, { ...end, refundReference: 're_2', refundId: refund.id });
    expect(await typesOf(payment)).toContain('course.refund_failed');
  });

  it('is the buyer’s within days and what was consumed, and the staff’s beyond', async () => {
    const { payment } = await bought();
    const late = { ...ctx, now: new Date(Date.now() + 31 * dayMilliseconds) };
    await expect(give(late, payment, 1n)).rejects.toMatchObject({ code: 'refund_period_over' });
    const { items } = await world.readPayment.run(ctx, { paymentId: payment.id });
    const [item] = items;
    if (!item) throw new Error('nothing was bought');
    const whose = { courseId: item.courseId, userId: payment.buyerId };
    world.learning.advance(ctx, whose, { completionPercentage: 31, completedAt: null });
    await expect(give(ctx, payment, 1n)).rejects.toMatchObject({ code: 'too_much_consumed' });
    const given = await give({ ...admin(), now: late.now }, payment);
    expect(given.amount).toBe(4_999n);
  });

  it('is nobody else’s, and of what is not paid there is none', async () => {
    const { payment } = await bought();
    const hidden = { code: 'payment_not_found' };
    await expect(give(database.tenantCtx(), payment)).rejects.toMatchObject(hidden);
    const elsewhere = database.tenantCtx({ tenant: 'second', roles: ['admin'] });
    await expect(give(elsewhere, payment)).rejects.toMatchObject(hidden);
    const unpaid = await world.buy(ctx, [world.course(ctx)]);
    await expect(give(ctx, unpaid)).rejects.toMatchObject({ code: 'conflict' });
    const euros = { minorUnits: 1n, currency: 'EUR' };
    const asked = { paymentId: payment.id, reason: 'x', amount: euros };
    await expect(world.requestRefund.run(ctx, asked)).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('with one key is one, however often it is asked for at once', async () => {
    const { payment } = await bought();
    const asked = {
      paymentId: payment.id,
      reason: 'Twice clicked',
      amount: { minorUnits: 500n, currency: 'USD' },
      idempotencyKey: newId(),
    };
    const given = await Promise.all(
      Array.from({ length: 12 }, () => world.requestRefund.run(ctx, asked)),
    );
    expect(new Set(given.map(({ id }) => id)).size).toBe(1);
    expect((await read(payment)).refunded).toBe(500n);
    const other = { ...asked, reason: 'Another' };
    await expect(world.requestRefund.run(ctx, other)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('that the provider cannot make gives everybody back what was taken', async () => {
    const { payment, instructorId } = await bought();
    const { id: refundId } = await give(ctx, payment);
    const end = { refundId, refundReference: 're_1', failureCode: 'card_closed' } as const;
    expect(await world.close.run(ctx, { ...end, state: 'failed' })).toBe(true);
    expect(await world.close.run(ctx, { ...end, state: 'succeeded' })).toBe(true);
    expect(await read(payment)).toMatchObject({ status: 'success', refunded: 0n });
    expect(await owed(instructorId)).toBe(-1_850n);
    expect(await typesOf(payment)).toContain('course.refund_failed');
  });

  it('that was made in the provider’s dashboard counts as one made here, once', async () => {
    const { payment, instructorId } = await bought();
    const provider = world.providers.of(ctx.tenantId);
    const { providerReference, transactionId } = await read(payment);
    await provider.refund({
      refundId: newId(),
      paymentId: payment.id,
      providerReference: providerReference ?? '',
      transactionId: transactionId ?? '',
      amount: { minorUnits: 4_999n, currency: 'USD' },
    });
    await world.deliver(ctx, payment);
    await world.deliver(ctx, payment);
    expect(await read(payment)).toMatchObject({ status: 'refunded', refunded: 4_999n });
    expect(await owed(instructorId)).toBe(0n);
  });
});

describe('a dispute', () => {
  const dispute = async (payment: Payment, ...news: ('opened' | 'won' | 'lost')[]) => {
    const provider = world.providers.of(ctx.tenantId);
    for (const one of news) provider.dispute(payment.providerReference ?? '', `dispute_${one}`);
    await world.deliver(ctx, payment);
    await world.deliver(ctx, payment);
  };

  it('that is won leaves everything as it was', async () => {
    const { payment, instructorId } = await bought();
    await dispute(payment, 'opened');
    expect((await read(payment)).status).toBe('disputed');
    await expect(give(ctx, payment)).rejects.toMatchObject({ code: 'conflict' });
    await dispute(payment, 'won');
    expect((await read(payment)).status).toBe('success');
    expect(await owed(instructorId)).toBe(-1_850n);
  });

  it('that is lost takes the course and the shares, whatever is told first', async () => {
    const { payment, instructorId } = await bought();
    await dispute(payment, 'lost', 'opened');
    expect(await read(payment)).toMatchObject({ status: 'refunded', refunded: 4_999n });
    expect(await owed(instructorId)).toBe(0n);
    expect(await typesOf(payment)).toContain('course.refunded');
  });

  it('about what was refunded already is the platform’s loss, and nobody else’s', async () => {
    const { payment, instructorId } = await bought();
    await give(ctx, payment);
    await dispute(payment, 'opened', 'lost');
    expect(await owed(instructorId)).toBe(0n);
    expect((await read(payment)).refunded).toBe(4_999n);
  });
});

describe('races', () => {
  /** `COMMERCE_ROUNDS=1000` makes a storm of the everyday test. */
  const rounds = Number(process.env['COMMERCE_ROUNDS'] ?? 24);

  it(
    'of the answer and the webhook settle once; of refunds never give back more than was paid',
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const course = world.course(ctx);
        const payment = await world.buy(ctx, [course]);
        world.providers.of(ctx.tenantId).pay(payment.providerReference ?? '');
        const [delivery] = await world.deliveries(ctx, payment);
        if (!delivery) throw new Error('nothing was told');
        const told = () => world.takeWebhook.run(ctx, { provider: 'fake', delivery });
        const asked = () => world.check.run(ctx, { paymentId: payment.id });
        const refunded = (amount?: bigint) => give(ctx, payment, amount).catch(() => undefined);
        await Promise.all([told(), asked(), refunded(), told(), asked(), told()]);
        await Promise.all([refunded(3_000n), refunded(3_000n), told(), refunded(), refunded()]);
        const { refunded: back, status } = await read(payment);
        expect(back <= 4_999n).toBe(true);
        const types = await typesOf(payment);
        const once = (type: string) => types.filter((one) => one === type).length;
        expect([once('course.purchased'), once('payment.succeeded')]).toEqual([1, 1]);
        expect(once('course.refunded')).toBe(status === 'refunded' ? 1 : 0);
      }
      await database.work([world.submitRefunds]);
      expect(await inspectLedger(database.owner)).toMatchObject({ balanced: true });
    },
    60_000 + rounds * 1_000,
  );
});
