import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Books, paypalId } from './books.ts';
import { captureShape, disputeShape, eventShape, orderShape, refundShape } from './shapes.ts';
import { missing, TwinError } from './twin-error.ts';
import { WebhookListener } from './webhook-listener.ts';

export interface PaypalTwinOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM, with an RSA key: webhooks are signed with it. */
  readonly certificate: { readonly cert: string; readonly key: string };
  readonly clock?: () => Date;
  /** Of each request that changes something, so that requests at the same time overlap. */
  readonly latencyMilliseconds?: number;
}

/**
 * - a status: answers with it before anything is looked at · `hang` takes the request and never answers
 * - `lose` does what is asked and breaks the line before the answer
 */
export type TwinFault = 401 | 429 | 500 | 503 | 'hang' | 'lose';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Speaks PayPal's wire protocol on loopback; see the README for what of it, and whence. */
export class PaypalTwin {
  readonly books: Books;
  /** Refunds wait for the bank from now on. */
  refundsTakeTime = false;
  readonly listeners: WebhookListener[] = [];
  readonly #options: PaypalTwinOptions;
  readonly #clock: () => Date;
  readonly #faults: TwinFault[] = [];
  /** By `PayPal-Request-Id`: how to answer the request now; null while it is under way. */
  readonly #known = new Map<string, (() => object) | null>();
  readonly #declined = new Set<string>();
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  #token = '';
  #url = '';

  constructor(options: PaypalTwinOptions) {
    this.#options = options;
    this.#clock = options.clock ?? (() => new Date());
    this.books = new Books(this.#clock);
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
    for (const listener of this.listeners) listener.stop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return this.#url;
  }

  addListener(url: string, webhookId: string): WebhookListener {
    const certificateUrl = `${this.#url}/v1/notifications/certs/CERT-twin`;
    const { key: privateKey } = this.#options.certificate;
    const clock = this.#clock;
    const listener = new WebhookListener({ url, webhookId, certificateUrl, privateKey, clock });
    this.listeners.push(listener);
    return listener;
  }

  breakNext(...faults: readonly TwinFault[]): void {
    this.#faults.push(...faults);
  }

  /** The buyer agrees on PayPal's page. */
  approve(orderId: string): void {
    const order = this.books.order(orderId);
    if (order.status === 'PAYER_ACTION_REQUIRED') order.status = 'APPROVED';
    this.#emit('CHECKOUT.ORDER.APPROVED', orderShape(order, this.#url));
  }

  /** The next capture of this order is declined: the buyer has to choose another way to pay. */
  declineCapture(orderId: string): void {
    this.#declined.add(orderId);
  }

  settleRefund(refundId: string, status: 'COMPLETED' | 'FAILED'): void {
    const refund = this.books.refundBy(refundId);
    refund.status = status;
    const type = status === 'FAILED' ? 'PAYMENT.REFUND.FAILED' : 'PAYMENT.CAPTURE.REFUNDED';
    this.#emit(type, refundShape(refund, this.#url));
  }

  dispute(orderId: string): void {
    const order = this.books.order(orderId);
    order.dispute = { id: `PP-D-${paypalId()}`, at: this.#clock(), outcome: undefined };
    this.#emit('CUSTOMER.DISPUTE.CREATED', disputeShape(order, order.dispute));
  }

  closeDispute(orderId: string, outcome: string): void {
    const order = this.books.order(orderId);
    if (!order.dispute) throw new Error('nobody disputes this payment');
    order.dispute.outcome = outcome;
    this.#emit('CUSTOMER.DISPUTE.RESOLVED', disputeShape(order, order.dispute));
  }

  #emit(type: string, resource: object): void {
    const event = eventShape(type, resource, this.#clock());
    for (const listener of this.listeners) listener.send(event);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.url?.startsWith('/v1/notifications/certs/')) {
      response.end(this.#options.certificate.cert);
      return;
    }
    const isToken = request.url === '/v1/oauth2/token';
    const fault = isToken ? undefined : this.#faults.shift();
    if (fault === 'hang') return;
    const answer =
      typeof fault === 'number'
        ? { status: fault, body: { name: 'BROKEN', details: [] } }
        : await this.#answer(request, body);
    if (fault === 'lose') {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }

  async #answer(request: IncomingMessage, body: string): Promise<Answer> {
    try {
      if (request.url === '/v1/oauth2/token') return this.#giveToken(request);
      return await this.#carryOut(request, body);
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      return { status: error.status, body: error.body };
    }
  }

  #giveToken({ headers }: IncomingMessage): Answer {
    const { clientId, clientSecret } = this.#options;
    const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (headers.authorization !== expected) throw new TwinError(401, 'invalid_client');
    this.#token ||= `A21AA${paypalId()}`;
    const body = { access_token: this.#token, token_type: 'Bearer', expires_in: 32_400 };
    return { status: 200, body };
  }

  async #carryOut(request: IncomingMessage, body: string): Promise<Answer> {
    const { authorization, 'paypal-request-id': requestId } = request.headers;
    if (authorization !== `Bearer ${this.#token}`) {
      throw new TwinError(401, 'AUTHENTICATION_FAILURE');
    }
    const path = new URL(request.url ?? '', this.#url).pathname;
    if (request.method === 'GET') return { status: 200, body: this.#read(path) };
    const known = typeof requestId === 'string' ? this.#known.get(requestId) : undefined;
    if (known === null)
      throw new TwinError(409, 'RESOURCE_CONFLICT', 'PREVIOUS_REQUEST_IN_PROGRESS');
    if (known) return { status: 200, body: known() };
    const key = typeof requestId === 'string' ? requestId : paypalId();
    this.#known.set(key, null);
    try {
      await sleep(this.#options.latencyMilliseconds ?? 0);
      const latest = this.#write(path, JSON.parse(body));
      this.#known.set(key, latest);
      return { status: 201, body: latest() };
    } catch (error) {
      this.#known.delete(key);
      throw error;
    }
  }

  #read(path: string): object {
    const [, kind = '', id = ''] = /^\/v[12]\/(?:\w+)\/(\w+)\/([\w-]+)$/.exec(path) ?? [];
    if (kind === 'orders') return orderShape(this.books.order(id), this.#url);
    if (kind === 'captures') return captureShape(this.books.ofCapture(id), this.#url);
    if (kind === 'refunds') return refundShape(this.books.refundBy(id), this.#url);
    if (kind === 'disputes') return disputeShape(...this.books.dispute(id));
    throw missing();
  }

  /** @returns what there is of it from now on: a repeat is answered with "the latest status" */
  #write(path: string, body: unknown): () => object {
    if (path === '/v2/checkout/orders') {
      const order = this.books.create(body);
      return () => orderShape(order, this.#url);
    }
    const [, orderId] = /^\/v2\/checkout\/orders\/([\w-]+)\/capture$/.exec(path) ?? [];
    if (orderId !== undefined) {
      const order = this.books.capture(orderId, this.#declined.delete(orderId));
      this.#emit('PAYMENT.CAPTURE.COMPLETED', captureShape(order, this.#url));
      return () => orderShape(order, this.#url);
    }
    const [, captureId] = /^\/v2\/payments\/captures\/([\w-]+)\/refund$/.exec(path) ?? [];
    if (captureId === undefined) throw missing();
    const status = this.refundsTakeTime ? 'PENDING' : 'COMPLETED';
    const refund = this.books.refund(captureId, body, status);
    if (status === 'COMPLETED') {
      this.#emit('PAYMENT.CAPTURE.REFUNDED', refundShape(refund, this.#url));
    }
    return () => refundShape(refund, this.#url);
  }
}
