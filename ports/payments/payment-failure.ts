/** Why money did not move. */
export interface PaymentFailure {
  /** The provider's own code, for example `card_declined`. */
  readonly code: string;
  /** A sentence for the buyer. */
  readonly message: string;
}
