import type { commerceContracts } from '@edumaster/commerce/contracts';
import type { ReceivedOf } from '@edumaster/http/contract';
import { routeOf } from './route.ts';

type Commerce = typeof commerceContracts;

export type Payment = ReceivedOf<Commerce['readPayment']>;

export const commerceRoutes = {
  /** Give it an `Idempotency-Key` in the headers of its second argument. */
  checkOut: routeOf<Commerce['checkOut']>('POST', '/api/v1/checkout'),
  readPayment: routeOf<Commerce['readPayment']>('GET', '/api/v1/payments/:id'),
};
