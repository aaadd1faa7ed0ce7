import { createSign, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { request } from 'undici';

export interface ListenerOptions {
  readonly url: string;
  readonly webhookId: string;
  readonly certificateUrl: string;
  /** PEM. */
  readonly privateKey: string;
  readonly clock: () => Date;
}

const mostAttempts = 25;
const pauseMilliseconds = 100;

/** Sends events to one address, each attempt signed anew, until the answer is 2xx. */
export class WebhookListener {
  /** How often each event is sent, taken or not. */
  copies = 1;
  readonly #options: ListenerOptions;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  send(event: object): void {
    for (let copy = 0; copy < this.copies; copy += 1) this.#later(event, 0);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  headersOf(rawBody: Uint8Array, at: Date): Record<string, string> {
    const { webhookId, privateKey, certificateUrl } = this.#options;
    const id = randomUUID();
    const time = at.toISOString();
    const message = `${id}|${time}|${webhookId}|${crc32(rawBody)}`;
    return {
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': certificateUrl,
      'paypal-transmission-id': id,
      'paypal-transmission-sig': createSign('sha256').update(message).sign(privateKey, 'base64'),
      'paypal-transmission-time': time,
    };
  }

  #later(event: object, attempt: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#attempt(event, attempt).catch(() => {});
    }, pauseMilliseconds * attempt);
    this.#timers.add(timer);
  }

  async #attempt(event: object, attempt: number): Promise<void> {
    const { url, clock } = this.#options;
    const body = Buffer.from(JSON.stringify(event));
    const headers = { 'content-type': 'application/json', ...this.headersOf(body, clock()) };
    const signal = AbortSignal.timeout(10_000);
    const status = await request(url, { method: 'POST', headers, body, signal }).then(
      async (answer) => {
        await answer.body.dump();
        return answer.statusCode;
      },
      () => 0,
    );
    if ((status >= 200 && status < 300) || attempt + 1 >= mostAttempts) return;
    this.#later(event, attempt + 1);
  }
}
