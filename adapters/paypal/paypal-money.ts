import type { Currency } from '@edumaster/kernel';
import { type Amount, decimalOf, digitsOf, fromDecimal, PaymentError } from '@edumaster/payments';

export interface PaypalMoney {
  readonly currency_code: string;
  readonly value: string;
}

/** developer.paypal.com/api/codes/currency: no account takes any other. */
const currencies = new Set(
  'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD'.split(
    ' ',
  ),
);

/** Written without decimals there, though ISO 4217 gives them two. */
const wholeOnly = new Set(['HUF', 'TWD']);

export function takesCurrency(currency: Currency): boolean {
  return currencies.has(currency);
}

/** @throws PaymentError `refused` for what it cannot take */
export function toPaypal(amount: Amount): PaypalMoney {
  const { currency, minorUnits } = amount;
  if (!takesCurrency(currency)) {
    const reason = 'currency_not_supported';
    throw new PaymentError('refused', `PayPal does not take ${currency}.`, { reason });
  }
  if (!wholeOnly.has(currency)) return { currency_code: currency, value: decimalOf(amount) };
  if (minorUnits % 100n !== 0n) {
    throw new PaymentError('refused', `PayPal takes whole amounts only in ${currency}.`);
  }
  return { currency_code: currency, value: (minorUnits / 100n).toString() };
}

/** @throws Error for what is no amount: an answer in a form that is not known */
export function fromPaypal({ currency_code: currency, value }: PaypalMoney): Amount {
  const amount = fromDecimal(value, currency);
  if (!amount) throw new Error(`not an amount in ${currency} with ${digitsOf(currency)} digits`);
  return amount;
}
