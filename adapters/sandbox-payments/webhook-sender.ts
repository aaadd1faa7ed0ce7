import type { Log, RootSecret } from '@edumaster/kernel';
import { request } from 'undici';
import { aged } from './change-payment.ts';
import type { PaymentFiles } from './payment-files.ts';
import { nextWorkAt, type SandboxPayment, type SandboxWebhook } from './sandbox-payment.ts';
import { bodyOf, signatureHeader, SandboxWebhooks } from './sandbox-webhooks.ts';

interface SenderOptions {
  readonly rootSecret: RootSecret;
  readonly files: PaymentFiles;
  readonly clock: () => Date;
  readonly log: Log;
  /** Where this installation listens, whatever name its public address has. */
  readonly connectTo: string;
}

/** Between two looks at what other processes may have left to do. */
const lookMilliseconds = 20_000;
const answerMilliseconds = 10_000;
const atOnce = 8;

/** 1 s, 2 s, 4 s … 5 min; given up after about three days, as others do. */
const longestPause = 300_000;
const mostAttempts = 880;

/**
 * Tells our webhook addresses, over HTTP, until they answer with 2xx. What is to be told is kept with
 * the payment, so nothing is lost when the program is killed; what was told just before is told
 * again: at least once.
 */
export class WebhookSender {
  readonly #options: SenderOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #working = new Map<string, Promise<void>>();
  readonly #waiting = new Set<string>();
  #look: NodeJS.Timeout | undefined;
  #isRunning = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    const look = () => {
      this.#options.files.due().then(
        (due) => due.forEach((reference) => this.wake(reference)),
        (error: unknown) => this.#options.log.error({ err: error }, 'sandbox payments: no look'),
      );
    };
    look();
    this.#look = setInterval(look, lookMilliseconds);
    this.#look.unref();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    clearInterval(this.#look);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting.clear();
    await Promise.all(this.#working.values());
  }

  /** Something may be to be done with this payment now. */
  wake(reference: string): void {
    if (!this.#isRunning) return;
    this.#waiting.add(reference);
    this.#next();
  }

  #next(): void {
    for (const reference of this.#waiting) {
      if (this.#working.size >= atOnce) return;
      if (this.#working.has(reference)) continue;
      this.#waiting.delete(reference);
      const work = this.#work(reference).finally(() => {
        this.#working.delete(reference);
        this.#next();
      });
      this.#working.set(reference, work);
    }
  }

  async #work(reference: string): Promise<void> {
    const { files, clock, log } = this.#options;
    try {
      const payment = await files.change(reference, (known) => known && aged(known, clock()));
      if (!payment) return;
      const due = payment.webhooks.filter(({ nextAt }) => nextAt !== null && nextAt <= clock());
      for (const webhook of due) await this.#tell(payment, webhook);
      this.#sleep(reference, await files.find(reference));
    } catch (error) {
      log.error({ err: error }, 'sandbox payments: a webhook waits for the next look');
    }
  }

  #sleep(reference: string, payment: SandboxPayment | undefined): void {
    const at = payment && nextWorkAt(payment);
    clearTimeout(this.#timers.get(reference));
    this.#timers.delete(reference);
    if (!at || !this.#isRunning) return;
    const pause = Math.max(0, at.getTime() - this.#options.clock().getTime());
    // What is far away is found by a look.
    if (pause > lookMilliseconds) return;
    const timer = setTimeout(() => this.wake(reference), pause);
    timer.unref();
    this.#timers.set(reference, timer);
  }

  async #tell(payment: SandboxPayment, webhook: SandboxWebhook): Promise<void> {
    const { files, clock } = this.#options;
    const isTaken = await this.#send(payment, webhook);
    const attempts = webhook.attempts + 1;
    const pause = Math.min(longestPause, 1000 * 2 ** Math.min(webhook.attempts, 20));
    const isOver = isTaken || attempts >= mostAttempts;
    const nextAt = isOver ? null : new Date(clock().getTime() + pause);
    await files.change(payment.reference, (current) => {
      if (!current) return undefined;
      // Of several equal ones the first that is still to be sent.
      const at = current.webhooks.findIndex(
        (one) => one.id === webhook.id && one.nextAt !== null && one.attempts === webhook.attempts,
      );
      if (at < 0) return current;
      return { ...current, webhooks: current.webhooks.with(at, { ...webhook, attempts, nextAt }) };
    });
  }

  async #send(payment: SandboxPayment, webhook: SandboxWebhook): Promise<boolean> {
    const { rootSecret, connectTo, clock, log } = this.#options;
    const { tenantId, webhookUrl } = payment.input;
    const url = new URL(webhookUrl);
    const body = bodyOf(payment, webhook);
    const signature = new SandboxWebhooks(rootSecret, tenantId).sign(body, clock());
    try {
      const answer = await request(new URL(url.pathname, connectTo), {
        method: 'POST',
        headers: {
          host: url.host,
          'content-type': 'application/json',
          'user-agent': 'EduMaster-Sandbox-Payments',
          [signatureHeader]: signature,
        },
        body,
        signal: AbortSignal.timeout(answerMilliseconds),
      });
      await answer.body.dump();
      if (answer.statusCode >= 200 && answer.statusCode < 300) return true;
      log.warn({ status: answer.statusCode, event: webhook.id }, 'sandbox webhook not taken');
    } catch (error) {
      log.warn({ err: error, event: webhook.id }, 'sandbox webhook not delivered');
    }
    return false;
  }
}
