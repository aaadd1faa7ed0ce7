import { AppError, type FieldError } from '@edumaster/kernel';
import { z } from 'zod';
import { type TestCard, testCards } from './test-cards.ts';

/** What the page's form and `POST …/pay` send. */
export const cardSchema = z.strictObject({
  cardNumber: z.string().max(40),
  expiry: z.string().max(20),
  cvc: z.string().max(10),
});
export type CardDetails = z.infer<typeof cardSchema>;

/** Checks what a payment page can check by itself. @throws AppError `validation_failed` */
export function cardOf(details: CardDetails, now: Date): TestCard {
  const number = details.cardNumber.replace(/[\s-]/g, '');
  const errors = [
    ...numberErrors(number),
    ...expiryErrors(details.expiry, now),
    ...cvcErrors(details.cvc.trim(), number),
  ];
  if (errors.length > 0) throw new AppError('validation_failed', { errors });
  return testCards.find((card) => card.number === number) ?? unknownCard(number);
}

/** A real card must never be used here, so it gets nowhere. */
function unknownCard(number: string): TestCard {
  const message = 'Your card was declined. The sandbox takes its test cards only.';
  return { number, outcome: 'declined', label: 'Unknown', message };
}

function numberErrors(number: string): readonly FieldError[] {
  if (/^\d{12,19}$/.test(number) && hasCheckDigit(number)) return [];
  return [{ path: 'cardNumber', message: 'is not a card number' }];
}

/** ISO/IEC 7812-1, annex B (Luhn). */
function hasCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = digit.charCodeAt(0) - 48;
    const doubled = index % 2 === 0 ? value : value * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function expiryErrors(expiry: string, now: Date): readonly FieldError[] {
  const path = 'expiry';
  const [, month = '', year = ''] =
    /^\s*(0?[1-9]|1[0-2])\s*[/-]?\s*(?:20)?(\d{2})\s*$/.exec(expiry) ?? [];
  if (month === '') return [{ path, message: 'must be a month and a year such as 12/34' }];
  const expires = `20${year}-${month.padStart(2, '0')}`;
  if (expires < now.toISOString().slice(0, 7)) return [{ path, message: 'is in the past' }];
  return [];
}

/** American Express prints four digits. */
function cvcErrors(cvc: string, number: string): readonly FieldError[] {
  const length = /^3[47]/.test(number) ? 4 : 3;
  const isRight = /^\d+$/.test(cvc) && (cvc.length === length || cvc.length === 3);
  return isRight ? [] : [{ path: 'cvc', message: `must be the ${length} digits on the card` }];
}
