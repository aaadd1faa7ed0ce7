import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { Books, token, type TwinSession } from './books.ts';
import { FormBody } from './form-body.ts';
import { IdempotencyKeys, type TwinAnswer } from './idempotency-keys.ts';
import { printJson } from './print-json.ts';
import { disputeShape, eventShape, refundShape, sessionShape } from './shapes.ts';
import { TwinError } from './twin-error.ts';
import { routeOf } from './twin-routes.ts';
import { WebhookEndpoint } from './webhook-endpoint.ts';

export interface StripeTwinOptions {
  readonly secretKey: string;
  readonly clock?: () => Date;
  /** Of each request that changes something, so that requests at the same time overlap. */
  readonly latencyMilliseconds?: number;
}

/**
 * - a status: answers with it before anything is looked at, as a limiter or a broken server does
 * - `hang` takes the request and never answers
 * - `lose` does what is asked and breaks the line before the answer
 */
export type TwinFault = 429 | 500 | 503 | 'hang' | 'lose';

/** Speaks Stripe's wire protocol on loopback; see the README for what of it, and whence. */
export class StripeTwin {
  /** Refunds wait for the bank from now on. */
  refundsTakeTime = false;
  readonly books: Books;
  readonly endpoints: WebhookEndpoint[] = [];
  readonly #options: StripeTwinOptions;
  readonly #clock: () => Date;
  readonly #keys: IdempotencyKeys;
  readonly #faults: TwinFault[] = [];
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  #url = '';

  constructor(options: StripeTwinOptions) {
    this.#options = options;
    this.#clock = options.clock ?? (() => new Date());
    this.books = new Books(this.#clock);
    this.#keys = new IdempotencyKeys(this.#clock);
  }

  /** Again on the same port after `stop`, with what there was. */
  async start(): Promise<void> {
    const port = this.#url === '' ? 0 : Number.parseInt(new URL(this.#url).port, 10);
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    const bound = this.#server.address();
    if (bound && typeof bound === 'object') this.#url = `http://127.0.0.1:${bound.port}`;
  }

  async stop(): Promise<void> {
    for (const endpoint of this.endpoints) endpoint.stop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return this.#url;
  }

  /** Where events are sent from now on. */
  addEndpoint(url: string, secrets: readonly string[], retryMilliseconds = 100): WebhookEndpoint {
    const endpoint = new WebhookEndpoint({ url, secrets, clock: this.#clock, retryMilliseconds });
    this.endpoints.push(endpoint);
    return endpoint;
  }

  /** What happens to the next requests, one after the other. */
  breakNext(...faults: readonly TwinFault[]): void {
    this.#faults.push(...faults);
  }

  /** The buyer pays on the page; 4000 0000 0000 0002 is declined, and the page stays open. */
  pay(sessionId: string, card = '4242424242424242'): void {
    const session = this.#openSession(sessionId);
    if (card === '4000000000000002') {
      session.intentStatus = 'requires_payment_method';
      session.lastError = { code: 'card_declined', message: 'Your card was declined.' };
      this.#emit('payment_intent.payment_failed', {
        id: session.intentId,
        object: 'payment_intent',
      });
      return;
    }
    session.status = 'complete';
    session.intentStatus = 'succeeded';
    this.#emit('payment_intent.succeeded', { id: session.intentId, object: 'payment_intent' });
    this.#emit('checkout.session.completed', sessionShape(session, false));
  }

  /** The buyer pays in a way that takes days. */
  payLater(sessionId: string): void {
    const session = this.#openSession(sessionId);
    session.status = 'complete';
    session.intentStatus = 'processing';
    this.#emit('checkout.session.completed', sessionShape(session, false));
  }

  /** How what takes days has ended. */
  settle(sessionId: string, outcome: 'succeeded' | 'failed'): void {
    const session = this.books.session(sessionId);
    session.intentStatus = outcome === 'succeeded' ? 'succeeded' : 'requires_payment_method';
    if (outcome === 'failed') {
      session.lastError = { code: 'payment_intent_payment_attempt_failed', message: 'It failed.' };
    }
    this.#emit(`checkout.session.async_payment_${outcome}`, sessionShape(session, false));
  }

  expire(sessionId: string): void {
    const session = this.#openSession(sessionId);
    session.status = 'expired';
    this.#emit('checkout.session.expired', sessionShape(session, false));
  }

  settleRefund(refundId: string, status: 'succeeded' | 'failed'): void {
    const [session, refund] = this.books.refundOf(refundId);
    refund.status = status;
    const shape = refundShape(session, refund);
    this.#emit('refund.updated', shape);
    if (status === 'failed') this.#emit('refund.failed', shape);
  }

  /** Somebody gives money back in the dashboard. */
  refundByHand(sessionId: string, amount: bigint): void {
    const { intentId } = this.books.session(sessionId);
    const form = new FormBody(`payment_intent=${intentId}&amount=${amount}`);
    const [session, refund] = this.books.refund(form, 'succeeded');
    this.#emit('refund.created', refundShape(session, refund));
  }

  dispute(sessionId: string, kind: 'dispute' | 'inquiry' = 'dispute'): void {
    const session = this.books.session(sessionId);
    const status = kind === 'inquiry' ? 'warning_needs_response' : 'needs_response';
    const dispute = { id: `dp_${token(24)}`, created: this.books.now, status } as const;
    session.dispute = { ...dispute };
    this.#emit('charge.dispute.created', disputeShape(session, session.dispute));
    if (kind === 'dispute') {
      this.#emit('charge.dispute.funds_withdrawn', disputeShape(session, session.dispute));
    }
  }

  closeDispute(sessionId: string, status: 'won' | 'lost' | 'warning_closed'): void {
    const session = this.books.session(sessionId);
    if (!session.dispute) throw new Error('nobody disputes this payment');
    session.dispute.status = status;
    this.#emit('charge.dispute.closed', disputeShape(session, session.dispute));
  }

  #openSession(id: string): TwinSession {
    const session = this.books.session(id);
    if (session.status !== 'open') throw new Error(`the session is ${session.status}`);
    return session;
  }

  #emit(type: string, object: object): void {
    const event = eventShape(type, object, this.books.now);
    for (const endpoint of this.endpoints) endpoint.send(event);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const fault = this.#faults.shift();
    if (fault === 'hang') return;
    const answer =
      typeof fault === 'number' ? brokenAnswer(fault) : await this.#answer(request, body);
    if (fault === 'lose') {
      response.destroy();
      return;
    }
    const { status, body: content } = answer;
    const headers = { 'content-type': 'application/json', 'request-id': `req_${token(14)}` };
    response.writeHead(status, headers).end(printJson(content));
  }

  async #answer(request: IncomingMessage, body: string): Promise<TwinAnswer> {
    try {
      return await this.#carryOut(request, body);
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      return { status: error.status, body: { error: error.body } };
    }
  }

  async #carryOut(request: IncomingMessage, body: string): Promise<TwinAnswer> {
    const { authorization, 'idempotency-key': key } = request.headers;
    if (authorization !== `Bearer ${this.#options.secretKey}`) {
      const message = 'Invalid API Key provided.';
      throw new TwinError(401, { type: 'invalid_request_error', message });
    }
    const { method = '' } = request;
    const { pathname, searchParams } = new URL(request.url ?? '', this.#url);
    const form = new FormBody(body);
    const { route, id } = routeOf(method, pathname);
    const call = {
      books: this.books,
      url: this.#url,
      form,
      query: searchParams,
      id,
      emit: (type: string, object: object) => this.#emit(type, object),
      refundStatus: this.refundsTakeTime ? ('pending' as const) : ('succeeded' as const),
    };
    if (method === 'GET' || typeof key !== 'string') {
      return { status: 200, body: route.answer(call) };
    }
    const before = this.#keys.begin(key, `${pathname} ${form.fingerprint}`);
    if (before) return before;
    try {
      await sleep(this.#options.latencyMilliseconds ?? 0);
      const answer = { status: 200, body: route.answer(call) };
      this.#keys.keep(key, answer);
      return answer;
    } catch (error) {
      this.#keys.forget(key);
      throw error;
    }
  }
}

function brokenAnswer(status: 429 | 500 | 503): TwinAnswer {
  const type = status === 429 ? 'rate_limit_error' : 'api_error';
  const code = status === 429 ? { code: 'rate_limit' } : {};
  return { status, body: { error: { type, message: 'An error occurred.', ...code } } };
}
