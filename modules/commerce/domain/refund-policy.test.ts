import { describe, expect, it } from 'vitest';
import { refusalOf } from './refund-policy.ts';

const rules = { days: 30, consumedPercent: 30 };
const paidAt = new Date('2027-01-01T00:00:00Z');
const after = (milliseconds: number) => new Date(paidAt.getTime() + milliseconds);
const thirtyDays = 30 * 86_400_000;

describe('buyers get their money back by themselves', () => {
  it('to the last moment of the last day', () => {
    const purchase = { paidAt, completed: [0] };
    expect(refusalOf(purchase, rules, after(thirtyDays))).toBeUndefined();
    expect(refusalOf(purchase, rules, after(thirtyDays + 1))).toBe('refund_period_over');
  });

  it('unless they have completed too much of any course', () => {
    expect(refusalOf({ paidAt, completed: [30, 0] }, rules, after(1))).toBeUndefined();
    expect(refusalOf({ paidAt, completed: [0, 31] }, rules, after(1))).toBe('too_much_consumed');
  });
});
