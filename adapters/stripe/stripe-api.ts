import { setTimeout as sleep } from 'node:timers/promises';
import { OutgoingHttp, OutgoingHttpError } from '@edumaster/outgoing-http';
import { PaymentError } from '@edumaster/payments';
import type { z } from 'zod';
import { explainRefusal } from './explain-refusal.ts';
import { errorSchema } from './stripe-objects.ts';

/** Refunds are told by `refund.*` from this one on (docs.stripe.com/changelog/acacia). */
const apiVersion = '2024-10-28.acacia';

export interface StripeConnection {
  readonly secretKey: string;
  /** By default Stripe's own. */
  readonly baseUrl?: string;
  /** Of one request; by default 8 s, so that a checkout ends in time. */
  readonly timeoutMilliseconds?: number;
}

/** Values of a form; what is undefined is left out. */
export type Form = Readonly<Record<string, string | bigint | undefined>>;

/** While the same request is under way elsewhere, its answer is worth a short wait. */
const pausesInUse = [50, 150, 400, 900];

function isInUse(error: unknown): boolean {
  return error instanceof PaymentError && error.providerCode === 'idempotency_key_in_use';
}

interface Post {
  readonly path: string;
  readonly form: Form;
  /** docs.stripe.com/api/idempotent_requests */
  readonly idempotencyKey: string;
}

/** Stripe's API over HTTP: forms in, JSON out. */
export class StripeApi {
  readonly #http: OutgoingHttp;
  readonly #baseUrl: string;
  readonly #secretKey: string;

  constructor({ secretKey, baseUrl, timeoutMilliseconds = 8_000 }: StripeConnection) {
    this.#secretKey = secretKey;
    this.#baseUrl = baseUrl ?? 'https://api.stripe.com';
    const isHere = isLoopback(new URL(this.#baseUrl).hostname);
    this.#http = new OutgoingHttp({
      totalMilliseconds: timeoutMilliseconds,
      stepMilliseconds: timeoutMilliseconds,
      // The operator has set an address on this machine.
      ...(isHere ? { allowHttp: true, ports: 'any' } : {}),
      allowedNetworks: isHere ? ['127.0.0.0/8', '::1/128'] : [],
    });
  }

  /** @throws PaymentError */
  async get<Schema extends z.ZodType>(
    path: string,
    query: readonly [string, string][],
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const search = new URLSearchParams([...query]).toString();
    return this.#send(`${path}${search && '?'}${search}`, { method: 'GET' }, schema);
  }

  /** @throws PaymentError */
  async post<Schema extends z.ZodType>(
    { path, form, idempotencyKey }: Post,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(form)) {
      if (value !== undefined) body.set(name, value.toString());
    }
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': idempotencyKey,
    };
    const request = { method: 'POST', headers, body: body.toString() } as const;
    for (const pause of pausesInUse) {
      try {
        return await this.#send(path, request, schema);
      } catch (error) {
        if (!isInUse(error)) throw error;
        await sleep(pause);
      }
    }
    return this.#send(path, request, schema);
  }

  async #send<Schema extends z.ZodType>(
    path: string,
    { headers = {}, ...request }: Outgoing,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const answer = await this.#http
      .send({
        url: `${this.#baseUrl}${path}`,
        headers: {
          ...headers,
          authorization: `Bearer ${this.#secretKey}`,
          'stripe-version': apiVersion,
        },
        ...request,
      })
      .catch((error: unknown) => {
        if (error instanceof OutgoingHttpError) throw away(error.code);
        throw error;
      });
    const content = json(answer.body);
    if (answer.status !== 200) throw refusalOf(answer.status, content);
    const parsed = schema.safeParse(content);
    if (!parsed.success) throw away('an answer in a form that is not known', parsed.error);
    return parsed.data;
  }
}

interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function refusalOf(status: number, content: unknown): PaymentError {
  const parsed = errorSchema.safeParse(content);
  return explainRefusal(status, parsed.success ? parsed.data.error : {});
}

function away(reason: string, cause?: unknown): PaymentError {
  return new PaymentError('unavailable', `Stripe: ${reason}`, { cause });
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
