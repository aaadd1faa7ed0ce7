import type { Counters, Receipt } from '@edumaster/counters';
import { AppError, type Ctx } from '@edumaster/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RouteLimit } from '../contract.ts';
import { callerOf } from './caller.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a route without a contract; only those by address can be told there. */
    readonly limits?: readonly RouteLimit[];
  }
}

interface RouteLimitsOptions {
  readonly counters: Counters;
  /** Multiplies what one address may do, for an installation behind few addresses; 1 or more. */
  readonly addressFactor?: number;
  readonly onRefused?: (limit: RouteLimit) => void;
}

/** What is known of a request when its fields are checked. */
interface LimitedCall {
  readonly request: FastifyRequest;
  readonly ctx?: Ctx;
  readonly body?: unknown;
}

/** Keeps routes within the limits that they declare. */
export class RouteLimits {
  readonly #counters: Counters;
  readonly #addressFactor: number;
  readonly #onRefused: (limit: RouteLimit) => void;

  constructor({ counters, addressFactor = 1, onRefused = () => {} }: RouteLimitsOptions) {
    this.#counters = counters;
    this.#addressFactor = addressFactor;
    this.#onRefused = onRefused;
  }

  /**
   * Takes a place in each limit, then does the work. What fails by our own fault does not count.
   * @throws AppError `too_many_requests` with the seconds to wait, before any work
   */
  async run<T>(
    limits: readonly RouteLimit[],
    call: LimitedCall,
    work: () => Promise<T>,
  ): Promise<T> {
    const receipts = await this.#takeAll(limits, call);
    try {
      return await work();
    } catch (error) {
      if (isOurFault(error)) await this.#giveBack(receipts);
      throw error;
    }
  }

  /** Of the routes of this application that have no contract and declare limits in their `config`. */
  guardPlainRoutes(app: FastifyInstance): void {
    app.addHook('onRequest', async (request) => {
      const { limits = [] } = request.routeOptions.config;
      await this.#takeAll(limits, { request });
    });
  }

  async #takeAll(limits: readonly RouteLimit[], call: LimitedCall): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = [];
    for (const limit of limits) {
      const subject = subjectOf(limit, call);
      if (subject === undefined) continue;
      const taken = await this.#counters.take(this.#scaled(limit), subject);
      if (taken.ok) {
        receipts.push(taken.receipt);
        continue;
      }
      this.#onRefused(limit);
      await this.#giveBack(receipts);
      throw tooManyRequests(taken.retryAfterSeconds);
    }
    return receipts;
  }

  async #giveBack(receipts: readonly Receipt[]): Promise<void> {
    await Promise.all(receipts.map((receipt) => this.#counters.giveBack(receipt)));
  }

  #scaled(limit: RouteLimit): RouteLimit {
    if (limit.by !== 'address') return limit;
    return { ...limit, most: limit.most * this.#addressFactor };
  }
}

/** Undefined when the request has no such thing: another limit of the route holds for it. */
function subjectOf({ by }: RouteLimit, { request, ctx, body }: LimitedCall): string | undefined {
  if (by === 'address') return callerOf(request).network;
  if (by === 'account') return ctx?.actor.kind === 'user' ? ctx.actor.userId : undefined;
  const value = (body as Record<string, unknown> | undefined)?.[by.slice('body.'.length)];
  // As people write one address in several ways.
  return typeof value === 'string' ? value.trim().toLowerCase() : undefined;
}

function isOurFault(error: unknown): boolean {
  return !(error instanceof AppError) || error.definition.status >= 500;
}

function tooManyRequests(retryAfterSeconds: number): AppError {
  return new AppError('too_many_requests', { retryAfterSeconds });
}
