import { createHmac, randomInt } from 'node:crypto';
import { request } from 'undici';
import { printJson } from './print-json.ts';

export interface EndpointOptions {
  readonly url: string;
  /** `whsec_…`; several while one replaces the other. */
  readonly secrets: readonly string[];
  readonly clock: () => Date;
  /** Before the second attempt; doubled for each further one. */
  readonly retryMilliseconds: number;
}

const mostAttempts = 8;

/**
 * Sends events as Stripe does: at least once, in no order, each attempt signed anew, again until the
 * answer is 2xx (docs.stripe.com/webhooks).
 */
export class WebhookEndpoint {
  /** How often each event is sent, taken or not. */
  copies = 1;
  readonly #options: EndpointOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #held: object[] = [];
  #isHolding = false;

  constructor(options: EndpointOptions) {
    this.#options = options;
  }

  send(event: object): void {
    if (this.#isHolding) this.#held.push(event);
    else for (let copy = 0; copy < this.copies; copy += 1) this.#later(event, 0, 0);
  }

  /** Sends nothing from now on. */
  hold(): void {
    this.#isHolding = true;
  }

  /** What was held, in any order but the right one. */
  release(): void {
    this.#isHolding = false;
    const events = this.#held.splice(0);
    for (let at = events.length - 1; at > 0; at -= 1) {
      const other = randomInt(at + 1);
      [events[at], events[other]] = [events[other] ?? {}, events[at] ?? {}];
    }
    for (const event of events) this.send(event);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  sign(rawBody: Uint8Array, at: Date): string {
    const seconds = String(Math.trunc(at.getTime() / 1000));
    const signatures = this.#options.secrets.map((secret) =>
      createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest('hex'),
    );
    return [`t=${seconds}`, ...signatures.map((one) => `v1=${one}`), `v0=${'0'.repeat(64)}`].join();
  }

  #later(event: object, attempt: number, pause: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#attempt(event, attempt).catch(() => {});
    }, pause);
    this.#timers.add(timer);
  }

  async #attempt(event: object, attempt: number): Promise<void> {
    const { clock, retryMilliseconds, url } = this.#options;
    const body = Buffer.from(printJson(event));
    const status = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': this.sign(body, clock()),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    }).then(
      async (answer) => {
        await answer.body.dump();
        return answer.statusCode;
      },
      () => 0,
    );
    if ((status >= 200 && status < 300) || attempt + 1 >= mostAttempts) return;
    this.#later(event, attempt + 1, retryMilliseconds * 2 ** attempt);
  }
}
