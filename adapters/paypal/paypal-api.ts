import { setTimeout as sleep } from 'node:timers/promises';
import { OutgoingHttp, OutgoingHttpError, type OutgoingResponse } from '@edumaster/outgoing-http';
import { PaymentError } from '@edumaster/payments';
import type { z } from 'zod';
import { explainRefusal } from './explain-refusal.ts';
import { errorSchema, tokenSchema } from './paypal-objects.ts';

export interface PaypalConnection {
  readonly clientId: string;
  readonly clientSecret: string;
  /** By default PayPal's own. */
  readonly baseUrl?: string;
  /** Of one request; by default 8 s. */
  readonly timeoutMilliseconds?: number;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** `PayPal-Request-Id`: a repeat with the same is answered with what there is. */
  readonly requestId?: string;
}

const leadMilliseconds = 60_000;
/** While the same request is under way elsewhere, its answer is worth a short wait. */
const pausesInUse = [50, 150, 400, 900];

/** PayPal's API over HTTP, with the token that it asks for. */
export class PaypalApi {
  readonly baseUrl: string;
  readonly #http: OutgoingHttp;
  readonly #connection: PaypalConnection;
  #token: { readonly text: string; readonly until: number } | undefined;

  constructor(connection: PaypalConnection) {
    this.#connection = connection;
    this.baseUrl = connection.baseUrl ?? 'https://api-m.paypal.com';
    const { timeoutMilliseconds = 8_000 } = connection;
    const isHere = isLoopback(new URL(this.baseUrl).hostname);
    this.#http = new OutgoingHttp({
      totalMilliseconds: timeoutMilliseconds,
      stepMilliseconds: timeoutMilliseconds,
      // The operator has set an address on this machine.
      ...(isHere ? { allowHttp: true, ports: 'any' } : {}),
      allowedNetworks: isHere ? ['127.0.0.0/8', '::1/128'] : [],
    });
  }

  /** @throws PaymentError */
  async call<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.output<Schema>> {
    for (const pause of pausesInUse) {
      try {
        return await this.#call(call, schema);
      } catch (error) {
        if (!isInUse(error)) throw error;
        await sleep(pause);
      }
    }
    return this.#call(call, schema);
  }

  /** A certificate, from an address that was checked before. @throws PaymentError `unavailable` */
  async download(url: string): Promise<string> {
    const { status, body } = await this.#send({ url });
    if (status !== 200) throw away(`no certificate, but ${status}`);
    return body.toString();
  }

  async #call<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.output<Schema>> {
    const first = await this.#withToken(call);
    // The token was taken back before its time: another one, once.
    if (first.status === 401) this.#token = undefined;
    const answer = first.status === 401 ? await this.#withToken(call) : first;
    const content = json(answer.body);
    if (answer.status < 200 || answer.status > 299) {
      const parsed = errorSchema.safeParse(content);
      throw explainRefusal(answer.status, parsed.success ? parsed.data : {});
    }
    const parsed = schema.safeParse(content);
    if (!parsed.success) throw away('an answer in a form that is not known', parsed.error);
    return parsed.data;
  }

  async #withToken({ method, path, body, requestId }: Call): Promise<OutgoingResponse> {
    const token = await this.#freshToken();
    return this.#send({
      url: `${this.baseUrl}${path}`,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        prefer: 'return=representation',
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        ...(requestId === undefined ? {} : { 'paypal-request-id': requestId }),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
  }

  async #freshToken(): Promise<string> {
    const known = this.#token;
    if (known && known.until > performance.now()) return known.text;
    const { clientId, clientSecret } = this.#connection;
    const { status, body } = await this.#send({
      url: `${this.baseUrl}/v1/oauth2/token`,
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const parsed = tokenSchema.safeParse(json(body));
    if (status !== 200 || !parsed.success) throw away(`no token, but ${status}`);
    const { access_token: text, expires_in: seconds } = parsed.data;
    this.#token = { text, until: performance.now() + seconds * 1000 - leadMilliseconds };
    return text;
  }

  async #send(request: Parameters<OutgoingHttp['send']>[0]): Promise<OutgoingResponse> {
    return this.#http.send(request).catch((error: unknown) => {
      if (error instanceof OutgoingHttpError) throw away(error.code);
      throw error;
    });
  }
}

export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function isInUse(error: unknown): boolean {
  return error instanceof PaymentError && error.providerCode === 'PREVIOUS_REQUEST_IN_PROGRESS';
}

function away(reason: string, cause?: unknown): PaymentError {
  return new PaymentError('unavailable', `PayPal: ${reason}`, { cause });
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
