import { newId } from '@edumaster/kernel';
import { describe, expect, test } from 'vitest';
import { eventOf, eventsOf, openAndPay, type PaymentWorld } from './payment-world.ts';
import { refundContract } from './refund-contract.ts';
import { webhookContract } from './webhook-contract.ts';

export type { PaymentWorld } from './payment-world.ts';

export interface PaymentContractOptions {
  readonly open: () => Promise<PaymentWorld>;
  /** What is taken besides dollars, those without a hundredth among them if there are any. */
  readonly currencies: readonly string[];
}

/** What every payment provider must do; `open` gives one that nothing was asked of. */
export function paymentContract(name: string, options: PaymentContractOptions): void {
  describe(`the payment provider ${name}`, () => {
    openingContract(options);
    outcomeContract(options.open);
    refundContract(options.open);
    webhookContract(options.open);
  });
}

function openingContract({ open, currencies }: PaymentContractOptions): void {
  test('opens a page to pay on, until a time that it says', async () => {
    const { provider, payment } = await open();
    const input = payment();
    const opened = await provider.open(input);
    expect(opened.providerReference).toMatch(/^\S{4,200}$/);
    expect(new URL(opened.redirectUrl).protocol).toMatch(/^https?:$/);
    expect(opened.expiresAt.getTime()).toBeGreaterThan(Date.now());
    expect(await provider.read(opened.providerReference)).toEqual({
      tenantId: input.tenantId,
      paymentId: input.paymentId,
      providerReference: opened.providerReference,
      state: 'open',
      amount: input.amount,
      transactionId: null,
      refunded: { minorUnits: 0n, currency: 'USD' },
      fee: null,
      failure: null,
    });
  });

  test('opens one payment, however often and at once it is asked with the same id', async () => {
    const { provider, payment } = await open();
    const input = payment();
    const opened = await Promise.all(Array.from({ length: 8 }, () => provider.open(input)));
    opened.push(await provider.open(input));
    expect(new Set(opened.map(({ providerReference }) => providerReference)).size).toBe(1);
    expect(new Set(opened.map(({ redirectUrl }) => redirectUrl)).size).toBe(1);
  });

  test('refuses an id that was used with another amount', async () => {
    const { provider, payment } = await open();
    const input = payment();
    await provider.open(input);
    const other = { ...input, amount: { ...input.amount, minorUnits: 1n + 4999n } };
    await expect(provider.open(other)).rejects.toMatchObject({
      code: 'refused',
      reason: 'id_reused',
    });
  });

  test.each(currencies)('takes %s to the last minor unit', async (currency) => {
    const world = await open();
    const amount = { minorUnits: 123_457n, currency };
    const { reading } = await openAndPay(world, { amount });
    expect(reading).toMatchObject({ state: 'succeeded', amount });
  });

  test('says that it knows no such payment', async () => {
    const { provider } = await open();
    await expect(provider.read('never-opened')).rejects.toMatchObject({ reason: 'not_found' });
  });

  test('asks to try again while it is away, and goes on when it is back', async () => {
    const { provider, payment, breakDown } = await open();
    if (!breakDown) return;
    const input = payment();
    const comeBack = await breakDown();
    await expect(provider.open(input)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(provider.read('anything')).rejects.toMatchObject({ code: 'unavailable' });
    await comeBack();
    expect((await provider.open(input)).redirectUrl).toMatch(/^https?:/);
  });
}

function outcomeContract(open: () => Promise<PaymentWorld>): void {
  test('reports a payment that was made, and reads the same', async () => {
    const world = await open();
    const { input, opened, reading, transactionId } = await openAndPay(world);
    expect(transactionId).toMatch(/\S/);
    expect(reading).toMatchObject({ state: 'succeeded', amount: input.amount, failure: null });
    const event = await eventOf(world, input.paymentId, 'payment_succeeded');
    expect(event).toMatchObject({
      tenantId: input.tenantId,
      paymentId: input.paymentId,
      providerReference: opened.providerReference,
      transactionId,
      amount: input.amount,
    });
    expect(event.eventId).toMatch(/\S/);
    expect(Math.abs(event.occurredAt.getTime() - Date.now())).toBeLessThan(120_000);
  });

  test('takes an approved payment once, however often it is asked', async () => {
    const world = await open();
    const { provider } = world;
    const { input, opened, reading } = await openAndPay(world);
    const { paymentId, amount } = input;
    const { providerReference } = opened;
    const capture = () => provider.capture({ paymentId, providerReference, amount });
    const again = await Promise.all([capture(), capture(), capture()]);
    expect(again.map(({ transactionId }) => transactionId)).toEqual(
      Array.from({ length: 3 }, () => reading.transactionId),
    );
  });

  test('takes nothing that the buyer has not agreed to', async () => {
    const { provider, payment } = await open();
    const { paymentId, amount, ...rest } = payment();
    const { providerReference } = await provider.open({ paymentId, amount, ...rest });
    const capture = provider.capture({ paymentId, providerReference, amount });
    await expect(capture).rejects.toMatchObject({ code: 'refused', reason: 'not_paid' });
  });

  test('lets a buyer whose card is declined try again', async () => {
    const world = await open();
    const input = world.payment();
    const opened = await world.provider.open(input);
    await world.decline(opened);
    expect((await world.provider.read(opened.providerReference)).state).toBe('open');
    await world.pay(opened);
    const { state } = await world.provider.read(opened.providerReference);
    expect(['approved', 'succeeded']).toContain(state);
    const types = (await eventsOf(world, input.paymentId)).map(({ type }) => type);
    expect(types).not.toContain('payment_failed');
  });

  test('says that the time to pay is over', async () => {
    const world = await open();
    if (!world.expire) return;
    const input = world.payment();
    const opened = await world.provider.open(input);
    await world.expire(opened);
    expect((await world.provider.read(opened.providerReference)).state).toBe('expired');
    await eventOf(world, input.paymentId, 'payment_expired');
  });

  test.each(['won', 'lost'] as const)('reports a dispute that is %s', async (outcome) => {
    const world = await open();
    if (!world.dispute) return;
    const { input, opened } = await openAndPay(world);
    await world.dispute(opened, outcome);
    const opening = await eventOf(world, input.paymentId, 'dispute_opened');
    const closing = await eventOf(world, input.paymentId, `dispute_${outcome}`);
    expect(opening).toMatchObject({ tenantId: input.tenantId, amount: input.amount });
    expect(closing.disputeReference).toBe(opening.disputeReference);
    expect(closing.eventId).not.toBe(opening.eventId);
  });

  test('keeps payments that are made at the same time apart', async () => {
    const world = await open();
    const amounts = [101n, 202n, 303n].map((minorUnits) => ({ minorUnits, currency: 'USD' }));
    const paid = await Promise.all(
      amounts.map((amount) => openAndPay(world, { paymentId: newId(), amount })),
    );
    expect(paid.map(({ reading }) => reading.amount)).toEqual(amounts);
    expect(new Set(paid.map(({ transactionId }) => transactionId)).size).toBe(3);
  });
}
