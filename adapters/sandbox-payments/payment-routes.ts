import { validationFailed } from '@edumaster/http/server';
import { AppError } from '@edumaster/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cardOf, type CardDetails, cardSchema } from './card-details.ts';
import { aged, decided, paid } from './change-payment.ts';
import './errors.ts';
import { isReference, type PaymentFiles } from './payment-files.ts';
import { paymentPage } from './payment-page.ts';
import { pageStyle } from './page-style.ts';
import type { SandboxPayment } from './sandbox-payment.ts';
import { pagePath } from './sandbox-provider.ts';

interface RouteParts {
  readonly files: PaymentFiles;
  readonly clock: () => Date;
  readonly disputeMilliseconds: number;
  readonly wake: (reference: string) => void;
}

type OnePayment = FastifyRequest<{ Params: { readonly reference: string } }>;

const pagePolicy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const outcomeSchema = z.strictObject({ outcome: z.enum(['won', 'lost']) });

/**
 * The hosted page of the sandbox, for whoever has its address, as with a real provider:
 *
 * - `GET <redirectUrl>` the page, with a form that needs no script
 * - `POST <redirectUrl>/pay` `{cardNumber, expiry, cvc}` → 200 `{status, returnUrl}`; 402
 *   `card_declined`, and the page stays open; 409 `payment_page_closed`; 422 for what is no card.
 *   A repeat after success is 200 without effect. The form's own posts are answered with pages.
 * - `POST <redirectUrl>/dispute` `{outcome: "won"|"lost"}` → 200: plays the bank in a dispute
 */
export class PaymentRoutes {
  readonly #parts: RouteParts;

  constructor(parts: RouteParts) {
    this.#parts = parts;
  }

  mount(app: FastifyInstance): void {
    app.register(async (scope) => {
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string' },
        (_request, body, done) => {
          done(null, Object.fromEntries(new URLSearchParams(String(body))));
        },
      );
      scope.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
      });
      scope.get(`${pagePath}/style.css`, (_request, reply) =>
        reply.type('text/css; charset=utf-8').send(pageStyle),
      );
      scope.get(`${pagePath}/:reference`, async (request: OnePayment, reply) =>
        sendPage(reply, paymentPage(await this.#find(request))),
      );
      scope.post(`${pagePath}/:reference/pay`, (request: OnePayment, reply) =>
        isForm(request) ? this.#payByForm(request, reply) : this.#payByJson(request, reply),
      );
      scope.post(`${pagePath}/:reference/dispute`, (request: OnePayment, reply) =>
        this.#decide(request, reply),
      );
    });
  }

  async #payByJson(request: OnePayment, reply: FastifyReply): Promise<FastifyReply> {
    const { input, state } = await this.#pay(request);
    return reply.send({ status: state, returnUrl: input.returnUrl });
  }

  async #payByForm(request: OnePayment, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const { input } = await this.#pay(request);
      return reply.redirect(input.returnUrl, 303);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'not_found') throw error;
      const payment = await this.#find(request);
      const { errors, definition, detail = definition.title } = error;
      const problems = errors ? { errors } : { message: detail };
      return sendPage(reply.code(definition.status), paymentPage(payment, problems));
    }
  }

  /** The payment, paid. @throws AppError */
  async #pay(request: OnePayment): Promise<SandboxPayment> {
    const { clock, disputeMilliseconds, files, wake } = this.#parts;
    const known = await this.#find(request);
    if (known.state === 'succeeded') return known;
    const card = cardOf(detailsOf(request.body), clock());
    if (known.state === 'expired') throw new AppError('payment_page_closed');
    if (card.outcome === 'declined') {
      throw new AppError('card_declined', card.message ? { detail: card.message } : {});
    }
    const terms = { now: clock(), disputeMilliseconds };
    const after = await files.change(
      known.reference,
      (current) => current && paid(aged(current, terms.now), card, terms),
    );
    wake(known.reference);
    if (after?.state !== 'succeeded') throw new AppError('payment_page_closed');
    return after;
  }

  async #decide(request: OnePayment, reply: FastifyReply): Promise<FastifyReply> {
    const { clock, files, wake } = this.#parts;
    const { reference } = await this.#find(request);
    const given = outcomeSchema.safeParse(request.body ?? {});
    if (!given.success) throw validationFailed([{ path: 'outcome', message: 'is won or lost' }]);
    const { outcome } = given.data;
    const after = await files.change(
      reference,
      (current) => current && decided(aged(current, clock()), outcome, clock()),
    );
    if (after?.dispute?.status !== outcome) throw new AppError('conflict');
    wake(reference);
    if (isForm(request)) return reply.redirect(`${pagePath}/${reference}`, 303);
    return reply.send({ status: outcome });
  }

  async #find({ params }: OnePayment): Promise<SandboxPayment> {
    const { clock, files } = this.#parts;
    const { reference } = params;
    const payment = isReference(reference)
      ? await files.change(reference, (current) => current && aged(current, clock()))
      : undefined;
    if (!payment) throw new AppError('not_found');
    return payment;
  }
}

function detailsOf(body: unknown): CardDetails {
  const parsed = cardSchema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw validationFailed(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((path) => ({ path, message: 'is not known' }))
        : [{ path: issue.path.join('.'), message: 'must be given as text' }],
    ),
  );
}

function isForm({ headers }: OnePayment): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header('content-security-policy', pagePolicy)
    .type('text/html; charset=utf-8')
    .send(page);
}
