/** What a test card does. */
export interface TestCard {
  readonly number: string;
  readonly outcome: 'pays' | 'declined';
  /** For the page. */
  readonly label: string;
  /** What the buyer reads who is declined. */
  readonly message?: string;
  /** The buyer's bank asks the money back a moment later. */
  readonly isDisputed?: true;
  /** How the webhook of the success travels; by default at once, and once. */
  readonly webhook?: 'late' | 'doubled';
}

/** The first three are promised to clients of the API; numbers are those that Stripe tests with. */
export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', outcome: 'pays', label: 'Pays' },
  {
    number: '4000000000000002',
    outcome: 'declined',
    label: 'Is declined',
    message: 'Your card was declined. Try another card.',
  },
  {
    number: '4000000000000259',
    outcome: 'pays',
    label: 'Pays, and is disputed a moment later',
    isDisputed: true,
  },
  {
    number: '4000000000009995',
    outcome: 'declined',
    label: 'Has not enough money',
    message: 'Your card has insufficient funds. Try another card.',
  },
  { number: '5555555555554444', outcome: 'pays', label: 'Pays; we are told late', webhook: 'late' },
  {
    number: '378282246310005',
    outcome: 'pays',
    label: 'Pays; we are told three times',
    webhook: 'doubled',
  },
];
