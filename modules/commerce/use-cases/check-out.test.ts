import { type Ctx, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { presentCheckout } from '../http/present-payment.ts';
import { inspectLedger } from '../inspect-ledger.ts';
import { commerceModule } from '../module.ts';
import { readBalances } from '../store/ledger-store.ts';
import { commerceWorld } from '../testing/commerce-world.ts';

const { name, migrations } = commerceModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

let world: ReturnType<typeof commerceWorld>;
let ctx: Ctx;

beforeEach(() => {
  world = commerceWorld(database);
  ctx = database.tenantCtx();
});
afterAll(async () => {
  expect(await inspectLedger(database.owner)).toMatchObject({ balanced: true });
});

async function eventsOf(paymentId: string): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ type: string }>(
    `select type from events.log where payload ->> 'paymentId' = $1 order by xid, position`,
    [paymentId],
  );
  return rows.map(({ type }) => type);
}

const statusOf = async (of: Ctx, paymentId: string) =>
  (await world.readPayment.run(of, { paymentId: paymentId as never })).payment.status;

describe('a checkout', () => {
  it('leads to a page, and the payment there is settled once, however often it is told', async () => {
    const course = world.course(ctx);
    const payment = await world.buy(ctx, [course]);
    expect(presentCheckout(payment)).toMatchObject({
      status: 'pending',
      amount: { amount: 4_999, currency: 'USD' },
      provider: 'fake',
      redirectUrl: expect.stringMatching(/^https?:/),
    });
    await world.pay(ctx, payment);
    const deliveries = await world.deliveries(ctx, payment);
    const again = Array.from({ length: 10 }, () => deliveries).flat();
    await Promise.all(
      again.map((delivery) => world.takeWebhook.run(ctx, { provider: 'fake', delivery })),
    );
    expect(await statusOf(ctx, payment.id)).toBe('success');
    expect(await eventsOf(payment.id)).toEqual(['course.purchased', 'payment.succeeded']);
    const earned = await database.db.inTx(ctx, (tx) =>
      readBalances(tx, { ownerId: course.instructorId }),
    );
    expect(earned).toMatchObject([{ amount: -1_850n }]);
  });

  it('of what is free is paid at once, without a page, a receipt or a journal', async () => {
    const payment = await world.buy(ctx, [
      world.course(ctx, { price: { amount: 0, currency: 'USD' } }),
    ]);
    expect(presentCheckout(payment)).toMatchObject({
      status: 'paid',
      amount: { amount: 0, currency: 'USD' },
      provider: 'free',
      redirectUrl: null,
    });
    expect(await statusOf(ctx, payment.id)).toBe('success');
    expect(await eventsOf(payment.id)).toEqual(['course.purchased']);
  });

  it('with one key 50 times at once makes one order and gives 50 equal answers', async () => {
    const course = world.course(ctx);
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () =>
        JSON.stringify(presentCheckout(await world.buy(ctx, [course], key))),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : newId<'user'>();
    const { items } = await world.listPayments.run(ctx, { userId });
    expect(items).toHaveLength(1);
    await world.pay(ctx, items[0]?.payment ?? (await world.buy(ctx, [course], key)));
    expect(JSON.stringify(presentCheckout(await world.buy(ctx, [course], key)))).toBe(answers[0]);
    const other = world.course(ctx);
    await expect(world.buy(ctx, [other], key)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('with the key of somebody else is an order of one’s own', async () => {
    const course = world.course(ctx);
    const key = newId();
    const first = await world.buy(ctx, [course], key);
    const second = await world.buy(database.tenantCtx(), [course], key);
    expect(second.orderId).not.toBe(first.orderId);
    expect(second.redirectUrl).not.toBe(first.redirectUrl);
  });

  it('goes on where a crash cut it off, with the same payment at the provider', async () => {
    const course = world.course(ctx);
    const key = newId();
    world.providers.of(ctx.tenantId).goAway();
    await expect(world.buy(ctx, [course], key)).rejects.toMatchObject({
      code: 'payment_provider_unavailable',
    });
    world.providers.of(ctx.tenantId).comeBack();
    const payment = await world.buy(ctx, [course], key);
    expect(payment.redirectUrl).not.toBeNull();
    const { rows } = await database.owner.query(
      'select 1 from commerce.payments where buyer_id = $1',
      [payment.buyerId],
    );
    expect(rows).toHaveLength(1);
  });

  it('refuses what cannot be bought, and says why', async () => {
    const sold = world.course(ctx);
    const refusal = (courses: Parameters<typeof world.buy>[1]) =>
      world.buy(ctx, courses).then(
        () => 'bought',
        (error: { code: string }) => error.code,
      );
    const euros = world.course(ctx, { price: { amount: 1, currency: 'EUR' } });
    expect(await refusal([sold, euros])).toBe('mixed_currencies');
    expect(await refusal([world.course(ctx, { isArchived: true })])).toBe('course_not_for_sale');
    const ofOthers = world.course({ ...ctx, tenantId: newId<'tenant'>() });
    expect(await refusal([ofOthers])).toBe('not_found');
    const untaken = world.course(ctx, { price: { amount: 1, currency: 'XXX' } });
    expect(await refusal([untaken])).toBe('provider_not_offered');
    await world.pay(ctx, await world.buy(ctx, [sold]));
    expect(await refusal([sold])).toBe('course_already_owned');
  });
});

describe('what is paid twice', () => {
  it('goes back by itself, and the course stays with the first payment', async () => {
    const course = world.course(ctx);
    const [first, second] = [await world.buy(ctx, [course]), await world.buy(ctx, [course])];
    await world.pay(ctx, first);
    await world.pay(ctx, second);
    await database.work([world.submitRefunds]);
    expect(await statusOf(ctx, first.id)).toBe('success');
    expect(await statusOf(ctx, second.id)).toBe('refunded');
    expect(await eventsOf(second.id)).toEqual(['payment.succeeded', 'payment.refunded']);
    const provider = world.providers.of(ctx.tenantId);
    const { refunded } = await provider.read(second.providerReference ?? '');
    expect(refunded.minorUnits).toBe(4_999n);
    const earned = await database.db.inTx(ctx, (tx) =>
      readBalances(tx, { ownerId: course.instructorId }),
    );
    expect(earned).toMatchObject([{ amount: -1_850n }]);
  });

  it('goes back for the courses that one has, and the others are had', async () => {
    const [had, wanted] = [
      world.course(ctx),
      world.course(ctx, { price: { amount: 1_001, currency: 'USD' } }),
    ];
    const both = await world.buy(ctx, [had, wanted]);
    await world.pay(ctx, await world.buy(ctx, [had]));
    await world.pay(ctx, both);
    const { payment } = await world.readPayment.run(ctx, { paymentId: both.id });
    expect(payment).toMatchObject({ status: 'partially_refunded', refunded: 4_999n });
    expect((await eventsOf(both.id)).filter((type) => type === 'course.purchased')).toHaveLength(1);
  });
});

describe('what the provider says', () => {
  it('is not believed when another amount was paid than was asked', async () => {
    const payment = await world.buy(ctx, [world.course(ctx)]);
    const outcome = await world.settle.run(ctx, {
      paymentId: payment.id,
      provider: 'fake',
      eventId: newId(),
      amount: 49n,
      currency: 'USD',
      providerReference: payment.providerReference,
      transactionId: 'tx',
      fee: null,
    });
    expect(outcome).toBe('mismatch');
    expect(await statusOf(ctx, payment.id)).toBe('pending');
    await world.pay(ctx, payment);
    expect(await statusOf(ctx, payment.id)).toBe('success');
  });

  it('too late that an order has expired, the money that comes is settled all the same', async () => {
    const course = world.course(ctx);
    const payment = await world.buy(ctx, [course]);
    world.providers.of(ctx.tenantId).expire(payment.providerReference ?? '');
    await world.deliver(ctx, payment);
    expect(await statusOf(ctx, payment.id)).toBe('expired');
    const late = {
      paymentId: payment.id,
      provider: 'fake',
      eventId: newId(),
      amount: 4_999n,
      currency: 'USD',
      providerReference: payment.providerReference,
      transactionId: 'tx',
      fee: 175n,
    };
    expect(await world.settle.run(ctx, late)).toBe('settled');
    expect(await eventsOf(payment.id)).toContain('course.purchased');
  });

  it('is found by the sweeper when nobody tells it', async () => {
    const early = { ...ctx, now: new Date(Date.now() - 10 * 60_000) };
    const payment = await world.buy(early, [world.course(early)]);
    world.providers.of(ctx.tenantId).pay(payment.providerReference ?? '');
    const other = await world.buy(early, [world.course(early)]);
    await world.sweep.run(new AbortController().signal, 'platform');
    expect(await statusOf(ctx, payment.id)).toBe('success');
    expect(await statusOf(ctx, other.id)).toBe('pending');
  });

  it('of what was cut off before there was a page ends with the time to pay', async () => {
    const early = { ...ctx, now: new Date(Date.now() - 90 * 60_000) };
    const course = world.course(early);
    world.providers.of(ctx.tenantId).goAway();
    await expect(world.buy(early, [course])).rejects.toThrow();
    await world.sweep.run(new AbortController().signal, 'platform');
    const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : newId<'user'>();
    const { items } = await world.listPayments.run(ctx, { userId });
    expect(items.map(({ payment }) => payment.status)).toEqual(['expired']);
  });
});

describe('webhooks', () => {
  it('of another tenant’s account, altered or old ones have no effect', async () => {
    const payment = await world.buy(ctx, [world.course(ctx)]);
    world.providers.of(ctx.tenantId).pay(payment.providerReference ?? '');
    const [delivery] = await world.deliveries(ctx, payment);
    if (!delivery) throw new Error('nothing was told');
    const { rawBody } = delivery;
    const stranger = newId<'tenant'>();
    const signed = world.providers.of(stranger).sign(rawBody, new Date());
    const take = (of: Ctx, given: typeof delivery) =>
      world.takeWebhook.run(of, { provider: 'fake', delivery: given });
    const refused = { code: 'bad_signature' };
    await expect(take(ctx, signed)).rejects.toMatchObject(refused);
    await expect(take({ ...ctx, tenantId: stranger }, signed)).rejects.toMatchObject(refused);
    const altered = { ...delivery, rawBody: Buffer.concat([rawBody, Buffer.from(' ')]) };
    await expect(take(ctx, altered)).rejects.toMatchObject(refused);
    const old = { ...delivery, now: new Date(Date.now() + 302_000) };
    await expect(take(ctx, old)).rejects.toMatchObject(refused);
    expect(await statusOf(ctx, payment.id)).toBe('pending');
    await expect(
      world.takeWebhook.run(ctx, { provider: 'unheard-of', delivery }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('a payment is nobody else’s to read', async () => {
  const payment = await world.buy(ctx, [world.course(ctx)]);
  const read = (of: Ctx) => world.readPayment.run(of, { paymentId: payment.id });
  const hidden = { code: 'payment_not_found' };
  await expect(read(database.tenantCtx())).rejects.toMatchObject(hidden);
  await expect(
    read(database.tenantCtx({ roles: ['instructor', 'moderator'] })),
  ).rejects.toMatchObject(hidden);
  const elsewhere = database.tenantCtx({ tenant: 'second', roles: ['admin'] });
  await expect(read(elsewhere)).rejects.toMatchObject(hidden);
  expect((await read(database.tenantCtx({ roles: ['admin'] }))).payment.id).toBe(payment.id);
});
