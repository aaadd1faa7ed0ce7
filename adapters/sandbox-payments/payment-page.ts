import type { FieldError } from '@edumaster/kernel';
import { decimalOf } from '@edumaster/payments';
import { html, type Html } from './html.ts';
import { refundedOf, type SandboxPayment } from './sandbox-payment.ts';
import { pagePath } from './sandbox-provider.ts';
import { testCards } from './test-cards.ts';

interface PageProblems {
  readonly errors?: readonly FieldError[];
  /** Of the whole form: a card that was declined. */
  readonly message?: string;
}

/** What the buyer sees at `redirectUrl`. */
export function paymentPage(payment: SandboxPayment, problems: PageProblems = {}): string {
  const { input, state } = payment;
  const main = { open: openPart, succeeded: paidPart, expired: expiredPart }[state];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${titleOf(state, problems)} – Sandbox payments</title>
        <link rel="stylesheet" href="${pagePath}/style.css" />
      </head>
      <body>
        <header class="banner">
          <strong>Sandbox.</strong> No real money moves here. Never type a real card.
        </header>
        <main>
          <p class="soft">${input.description}</p>
          <h1>${amountText(payment)}</h1>
          ${main(payment, problems)}
        </main>
      </body>
    </html> `.source;
}

function titleOf(state: SandboxPayment['state'], { errors, message }: PageProblems): string {
  if (errors || message !== undefined) return 'Try again';
  return { open: 'Pay', succeeded: 'Paid', expired: 'Too late' }[state];
}

/** Formatted from the decimal text: exact at any size. */
function amountText({ input }: SandboxPayment): string {
  const { currency } = input.amount;
  const format = new Intl.NumberFormat(localeOf(input.locale), { style: 'currency', currency });
  return format.format(decimalOf(input.amount) as Intl.StringNumericLiteral);
}

function localeOf(asked: string): string {
  try {
    return Intl.getCanonicalLocales(asked)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function openPart(payment: SandboxPayment, { errors = [], message }: PageProblems): Html {
  const { reference, input } = payment;
  return html`
    ${message === undefined ? html`` : html`<p class="problem" role="alert">${message}</p>`}
    <form method="post" action="${pagePath}/${reference}/pay" novalidate>
      ${fields.map((field) => fieldPart(field, errors))}
      <button class="button">Pay ${amountText(payment)}</button>
    </form>
    <p><a href="${input.cancelUrl}">Cancel and go back</a></p>
    <h2>Cards for tests</h2>
    <p class="soft">Any month to come, and any security code.</p>
    <dl>
      ${testCards.map(
        ({ number, label }) =>
          html`<div>
            <dt><code>${grouped(number)}</code></dt>
            <dd>${label}</dd>
          </div>`,
      )}
    </dl>
  `;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly example: string;
}

const fields: readonly Field[] = [
  { name: 'cardNumber', label: 'Card number', example: '4242 4242 4242 4242' },
  { name: 'expiry', label: 'Valid until (month/year)', example: '12/34' },
  { name: 'cvc', label: 'Security code', example: '123' },
];

/** No autocomplete for cards: a browser would offer a real one. */
function fieldPart({ name, label, example }: Field, errors: readonly FieldError[]): Html {
  const error = errors.find(({ path }) => path === name);
  const described = error ? html`aria-invalid="true" aria-describedby="${name}-error"` : html``;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      inputmode="numeric"
      autocomplete="off"
      placeholder="${example}"
      required
      ${described}
    />
    ${error ? html`<p class="error" id="${name}-error">${label} ${error.message}</p>` : html``}
  </div>`;
}

function paidPart(payment: SandboxPayment): Html {
  const { cardEnding, dispute, input } = payment;
  const isRefunded = refundedOf(payment) > 0n;
  return html`
    <p class="done">Paid with the card that ends in ${cardEnding ?? ''}.</p>
    ${isRefunded ? html`<p>${refundText(payment)}</p>` : html``}
    ${dispute?.status === 'open' ? disputePart(payment) : html``}
    ${dispute?.status === 'won' ? html`<p>The bank decided for the seller.</p>` : html``}
    ${dispute?.status === 'lost' ? html`<p>The bank took the money back.</p>` : html``}
    <p><a class="button" href="${input.returnUrl}">Go on</a></p>
  `;
}

function refundText(payment: SandboxPayment): string {
  const { minorUnits } = payment.input.amount;
  return refundedOf(payment) === minorUnits
    ? 'The money was given back.'
    : 'A part of the money was given back.';
}

/** In the sandbox, whoever looks plays the bank. */
function disputePart({ reference }: SandboxPayment): Html {
  return html`<form method="post" action="${pagePath}/${reference}/dispute">
    <h2>The buyer's bank asks the money back</h2>
    <p class="soft">Play the bank, and decide.</p>
    <button class="button quiet" name="outcome" value="won">For the seller</button>
    <button class="button quiet" name="outcome" value="lost">For the buyer</button>
  </form>`;
}

function expiredPart({ input }: SandboxPayment): Html {
  return html`
    <p class="problem">The time to pay is over. Nothing was charged.</p>
    <p><a class="button" href="${input.cancelUrl}">Go back and start again</a></p>
  `;
}

function grouped(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ');
}
