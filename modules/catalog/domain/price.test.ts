import { describe, expect, it } from 'vitest';
import { priceAt } from './price.ts';

const price = { amount: 4999, currency: 'USD' };
const now = new Date('2026-03-01T12:00:00.000Z');

describe('the price now', () => {
  it('is the list price without a discount', () => {
    expect(priceAt(now, price, null)).toEqual(price);
  });

  it('keeps the fraction of a cent', () => {
    expect(priceAt(now, price, { percent: 25, endsAt: null }).amount).toBe(4999 - 1249);
  });

  it('is nothing at a hundred percent', () => {
    expect(priceAt(now, price, { percent: 100, endsAt: null }).amount).toBe(0);
  });

  it('is the list price again from the very moment when the discount ends', () => {
    const discount = { percent: 50, endsAt: now.toISOString() };
    expect(priceAt(now, price, discount)).toEqual(price);
    expect(priceAt(new Date(now.getTime() - 1), price, discount).amount).toBe(2500);
  });
});
