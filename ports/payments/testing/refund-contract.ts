import { newId } from '@edumaster/kernel';
import { describe, expect, test, vi } from 'vitest';
import type { RefundPayment } from '../payment-provider.ts';
import { eventOf, openAndPay, type Paid, type PaymentWorld } from './payment-world.ts';

function refundOf({ input, opened, transactionId }: Paid, minorUnits: bigint): RefundPayment {
  const { paymentId } = input;
  const { providerReference } = opened;
  const amount = { ...input.amount, minorUnits };
  return { refundId: newId(), paymentId, providerReference, transactionId, amount };
}

/** Giving money back: all or in parts, never twice, never more than was paid. */
export function refundContract(open: () => Promise<PaymentWorld>): void {
  describe('refunds', () => {
    test('give everything back, and are reported', async () => {
      const world = await open();
      const paid = await openAndPay(world);
      const refund = refundOf(paid, 4999n);
      const given = await world.provider.refund(refund);
      expect(['pending', 'succeeded']).toContain(given.state);
      expect(given).toMatchObject({ refundId: refund.refundId, amount: refund.amount });
      const event = await eventOf(world, paid.input.paymentId, 'refund_succeeded');
      const { refundReference } = given;
      expect(event).toMatchObject({
        tenantId: paid.input.tenantId,
        refundId: refund.refundId,
        refundReference,
        amount: refund.amount,
      });
      const { refundId, providerReference } = refund;
      await vi.waitFor(async () => {
        const read = await world.provider.readRefund({
          refundId,
          refundReference,
          providerReference,
        });
        expect(read).toEqual({ ...given, state: 'succeeded' });
      });
      const reading = await world.provider.read(providerReference);
      expect(reading).toMatchObject({ state: 'succeeded', refunded: refund.amount });
    });

    test('give back once, however often and at once they are asked with the same id', async () => {
      const world = await open();
      const refund = refundOf(await openAndPay(world), 1000n);
      const given = await Promise.all(
        Array.from({ length: 8 }, () => world.provider.refund(refund)),
      );
      given.push(await world.provider.refund(refund));
      expect(new Set(given.map(({ refundReference }) => refundReference)).size).toBe(1);
      const { refunded } = await world.provider.read(refund.providerReference);
      expect(refunded.minorUnits).toBe(1000n);
    });

    test('in parts never give back more than was paid', async () => {
      const world = await open();
      const paid = await openAndPay(world);
      await world.provider.refund(refundOf(paid, 3000n));
      await world.provider.refund(refundOf(paid, 1000n));
      const tooMuch = world.provider.refund(refundOf(paid, 1000n));
      await expect(tooMuch).rejects.toMatchObject({ code: 'refused', reason: 'exceeds_payment' });
      await world.provider.refund(refundOf(paid, 999n));
      const nothingLeft = world.provider.refund(refundOf(paid, 1n));
      await expect(nothingLeft).rejects.toMatchObject({ reason: 'exceeds_payment' });
      const { refunded } = await world.provider.read(paid.opened.providerReference);
      expect(refunded.minorUnits).toBe(4999n);
    });

    test('refuse an id that was used with another amount', async () => {
      const world = await open();
      const refund = refundOf(await openAndPay(world), 1000n);
      await world.provider.refund(refund);
      const other = world.provider.refund({
        ...refund,
        amount: { ...refund.amount, minorUnits: 2000n },
      });
      await expect(other).rejects.toMatchObject({ code: 'refused', reason: 'id_reused' });
    });

    test('of what was not paid are refused', async () => {
      const world = await open();
      const input = world.payment();
      const opened = await world.provider.open(input);
      const { reading, transactionId } = await openAndPay(world);
      const unpaid = refundOf({ input, opened, reading, transactionId: '' }, 100n);
      await expect(world.provider.refund(unpaid)).rejects.toMatchObject({ code: 'refused' });
      expect(transactionId).not.toBe('');
    });

    test('that nobody made are not found', async () => {
      const world = await open();
      const { opened } = await openAndPay(world);
      const { providerReference } = opened;
      const asked = { refundId: newId(), refundReference: 're_never_made', providerReference };
      await expect(world.provider.readRefund(asked)).rejects.toMatchObject({ reason: 'not_found' });
    });
  });
}
