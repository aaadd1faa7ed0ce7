import { settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

const words = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));

/** `EUR,USD`; all that the provider takes when it is not set. */
const currencies = words
  .refine((codes) => codes.length > 0 && codes.every((code) => /^[A-Z]{3}$/.test(code)), {
    error: 'must list currencies such as EUR,USD',
  })
  .optional();

const address = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://api.example.com' })
  .transform((url) => url.replace(/\/+$/, ''));

const secret = z.string().min(8).optional();

/** The installation's own accounts with providers of payments; tenants may have theirs. */
export const paymentSettings = settingsSlice('payments', {
  EDUMASTER_PAYMENT_ACCOUNTS: z
    .string()
    .optional()
    .describe(
      'A JSON file with the accounts that tenants have themselves, by tenant and provider; other ' +
        "tenants sell through the installation's",
    ),
  EDUMASTER_STRIPE_SECRET_KEY: secret.describe('Offers Stripe: its secret or restricted API key'),
  EDUMASTER_STRIPE_WEBHOOK_SECRETS: words
    .default([])
    .describe(
      'Signing secrets of the webhook endpoint at Stripe (whsec_…); two while one replaces the other',
    ),
  EDUMASTER_STRIPE_CURRENCIES: currencies.describe('Offers Stripe in these only, such as EUR,USD'),
  EDUMASTER_STRIPE_URL: address
    .default('https://api.stripe.com')
    .describe("Where Stripe's API is, for a twin of it in tests"),
  EDUMASTER_PAYPAL_CLIENT_ID: secret.describe('Offers PayPal: the client id of its app'),
  EDUMASTER_PAYPAL_CLIENT_SECRET: secret.describe('The secret of that app'),
  EDUMASTER_PAYPAL_WEBHOOK_ID: secret.describe(
    "The id of the webhook at PayPal, which is part of each delivery's signature",
  ),
  EDUMASTER_PAYPAL_CURRENCIES: currencies.describe('Offers PayPal in these only, such as EUR,USD'),
  EDUMASTER_PAYPAL_URL: address
    .default('https://api-m.paypal.com')
    .describe("Where PayPal's API is: https://api-m.sandbox.paypal.com tries it without money"),
});
