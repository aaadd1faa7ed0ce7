import type { FastifyInstance } from 'fastify';
import { contextHeader } from './signed-context.ts';

/** One page that is being rendered. */
export interface RenderedPage {
  /** Whether the API could not answer one of the calls that it is made of. */
  readonly lacksAnswers: () => boolean;
  end(): void;
}

/**
 * Knows which pages cannot be rendered because the API could not answer now: a renderer can only
 * say that it failed, and the visitor should hear when to come again. The calls of a page bear its
 * correlation id.
 */
export class PageOutages {
  readonly #pages = new Map<string, { count: number; lacksAnswers: boolean }>();

  /** Watches the answers of the API. */
  watch(app: FastifyInstance): void {
    app.addHook('onSend', async (request, reply) => {
      if (reply.statusCode !== 503 || request.headers[contextHeader] === undefined) return;
      const page = this.#pages.get(request.id);
      if (page) page.lacksAnswers = true;
    });
  }

  begin(correlationId: string): RenderedPage {
    const page = this.#pages.get(correlationId) ?? { count: 0, lacksAnswers: false };
    this.#pages.set(correlationId, page);
    page.count += 1;
    return {
      lacksAnswers: () => page.lacksAnswers,
      end: () => {
        page.count -= 1;
        if (page.count === 0) this.#pages.delete(correlationId);
      },
    };
  }
}
