import { z } from 'zod';

/** ISO 4217 code in upper case. */
export type Currency = string;

/** An amount in the minor unit of its currency: `{amount: 4999, currency: 'USD'}` is 49.99 dollars. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** Money as the API takes and gives it; fractions and unsafe integers are refused. */
export const moneySchema = z
  .strictObject({
    amount: z.int().min(0).describe('Minor units, for example cents'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'),
  })
  .meta({ id: 'Money' });

/** Makes Money; a fraction of a minor unit is a bug of the caller. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount))
    throw new Error(`not a whole number of minor units: ${amount}`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new Error(`not an ISO 4217 code: ${currency}`);
  return { amount, currency };
}
