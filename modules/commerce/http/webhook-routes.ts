import { randomUUID } from 'node:crypto';
import { AppError, type Ctx } from '@edumaster/kernel';
import type { PlainRoutes } from '@edumaster/module';
import { Tenancy } from '@edumaster/tenancy';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TakeWebhook } from '../use-cases/take-webhook.ts';

const largestBody = 256 * 1024;

/**
 * Where providers tell us of payments. Without a contract: a signature covers the body byte for byte,
 * whatever it calls itself, and providers read nothing but the status.
 */
@Injectable()
export class WebhookRoutes implements PlainRoutes {
  readonly #take: TakeWebhook;
  readonly #tenancy: Tenancy;

  constructor(take: TakeWebhook, tenancy: Tenancy) {
    this.#take = take;
    this.#tenancy = tenancy;
  }

  async mount(app: FastifyInstance): Promise<void> {
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
        done(null, body),
      );
      scope.post<{ Params: { provider: string } }>(
        '/api/v1/payments/webhooks/:provider',
        { bodyLimit: largestBody, config: { limits: [webhookLimit] } },
        async (request, reply) => {
          const { headers, body } = request;
          const ctx = await this.#contextOf(request);
          const rawBody = body instanceof Uint8Array ? body : Buffer.alloc(0);
          await this.#take.run(ctx, {
            provider: request.params.provider,
            delivery: { headers, rawBody, now: ctx.now },
          });
          return reply.header('cache-control', 'no-store').send({ received: true });
        },
      );
    });
  }

  async #contextOf(request: FastifyRequest): Promise<Ctx> {
    const tenant = await this.#tenancy.resolve(request.headers.host ?? '');
    if (!tenant) throw new AppError('not_found');
    return {
      tenantId: tenant.id,
      actor: { kind: 'system', reason: 'a payment provider told of a payment' },
      correlationId: request.id || randomUUID(),
      locale: 'en',
      now: new Date(),
    };
  }
}

/** Providers come from few addresses, with all that happens everywhere. */
const webhookLimit = {
  name: 'payment-webhooks',
  by: 'address',
  most: 6_000,
  windowSeconds: 60,
} as const;
