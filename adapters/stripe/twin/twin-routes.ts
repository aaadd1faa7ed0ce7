import type { Books } from './books.ts';
import type { FormBody } from './form-body.ts';
import { listShape, refundShape, sessionShape } from './shapes.ts';
import { missing, TwinError } from './twin-error.ts';

export interface TwinCall {
  readonly books: Books;
  /** Of the twin itself. */
  readonly url: string;
  readonly form: FormBody;
  readonly query: URLSearchParams;
  /** The part of the path that names an object. */
  readonly id: string;
  /** Reports something. */
  readonly emit: (type: string, object: object) => void;
  readonly refundStatus: 'pending' | 'succeeded';
}

interface TwinRoute {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  answer(call: TwinCall): object;
}

const isExpanded = (query: URLSearchParams) =>
  query.getAll('expand[]').some((path) => path.startsWith('payment_intent'));

/** Of docs.stripe.com/api what the adapter uses. */
export const twinRoutes: readonly TwinRoute[] = [
  {
    method: 'POST',
    path: /^\/v1\/checkout\/sessions$/,
    answer: ({ books, form, url }) => sessionShape(books.open(form, url), false),
  },
  {
    method: 'GET',
    path: /^\/v1\/checkout\/sessions$/,
    answer({ books, query }) {
      const intent = query.get('payment_intent');
      const found = [...books.sessions.values()].filter(
        ({ intentId, intentStatus }) => intentId === intent && intentStatus !== 'none',
      );
      const shapes = found.map((session) => sessionShape(session, false));
      return listShape('/v1/checkout/sessions', shapes);
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/checkout\/sessions\/([^/]+)$/,
    answer: ({ books, id, query }) => sessionShape(books.session(id), isExpanded(query)),
  },
  {
    method: 'POST',
    path: /^\/v1\/payment_intents\/([^/]+)\/capture$/,
    answer({ books, id }) {
      const { intentStatus } = books.ofIntent(id);
      const message = `This PaymentIntent could not be captured because it has a status of ${intentStatus}.`;
      const code = 'payment_intent_unexpected_state';
      throw new TwinError(400, { type: 'invalid_request_error', code, message });
    },
  },
  {
    method: 'POST',
    path: /^\/v1\/refunds$/,
    answer({ books, form, emit, refundStatus }) {
      const [session, refund] = books.refund(form, refundStatus);
      const shape = refundShape(session, refund);
      emit('refund.created', shape);
      // Stripe tells of the same refund again when the card network gives it a reference.
      if (refund.status === 'succeeded') emit('refund.updated', shape);
      return shape;
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/refunds$/,
    answer({ books, query }) {
      const id = query.get('payment_intent') ?? '';
      const session = books.ofIntent(id);
      return listShape(
        '/v1/refunds',
        session.refunds.map((refund) => refundShape(session, refund)),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/refunds\/([^/]+)$/,
    answer: ({ books, id }) => refundShape(...books.refundOf(id)),
  },
];

export function routeOf(method: string, path: string): { route: TwinRoute; id: string } {
  for (const route of twinRoutes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match) return { route, id: decodeURIComponent(match[1] ?? '') };
  }
  throw missing('route', `${method} ${path}`);
}
