/**
 * What a provider refuses for good, as far as the caller may act on it:
 *
 * - `amount_too_small`, `amount_too_large`, `currency_not_supported` ask for another amount or provider
 * - `buyer_incomplete` the provider needs more of the buyer (name, address) than was given
 * - `not_found` it knows no such payment or refund
 * - `id_reused` our id was used before with something else: a bug of the caller
 * - `not_paid` there is nothing to capture or to give back (yet, or ever)
 * - `exceeds_payment` more would be given back than was paid
 * - `expired` the time to pay is over
 * - `declined` the buyer's bank or the provider's risk rules said no
 * - `other` see the message
 */
export const refusalReasons = [
  'amount_too_small',
  'amount_too_large',
  'buyer_incomplete',
  'currency_not_supported',
  'declined',
  'exceeds_payment',
  'expired',
  'id_reused',
  'not_found',
  'not_paid',
  'other',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/**
 * - `refused` for good; `reason` says why
 * - `unavailable` passes: the same call later, with the same ids, is safe. Whether this one had an
 *   effect is not known. Credentials that the provider does not take are `unavailable` too: the
 *   operator mends them, and no buyer's payment counts as failed for that
 * - `signature_refused` a webhook that is not the provider's, is altered, too old, or another tenant's
 * - `malformed` a webhook of the provider that cannot be read
 */
export type PaymentErrorCode = 'refused' | 'unavailable' | 'signature_refused' | 'malformed';

interface PaymentErrorOptions {
  readonly reason?: RefusalReason;
  /** The provider's own code, for example `amount_too_small`; for logs. */
  readonly providerCode?: string;
  readonly cause?: unknown;
}

/**
 * Why a provider did not do what was asked; `code` is what to act on. The message of a refusal is a
 * sentence for a person; none names a card, a key or a person.
 */
export class PaymentError extends Error {
  override readonly name = 'PaymentError';
  readonly code: PaymentErrorCode;
  /** Of a refusal; else undefined. */
  readonly reason: RefusalReason | undefined;
  readonly providerCode: string | undefined;

  constructor(code: PaymentErrorCode, message: string, options: PaymentErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reason = code === 'refused' ? (options.reason ?? 'other') : undefined;
    this.providerCode = options.providerCode;
  }
}
