import type { Ids } from '../objects.ts';
import { runners, type Samples } from './route-sample.ts';

const payment = (ids: Ids) => ({ params: { id: ids['paymentId'] } });

export const commerceSamples: Samples = {
  checkOut: {
    request: (ids) => ({ body: { courseIds: [ids['courseId']] } }),
    // Somebody who has it already is told so.
    through: [201, 409],
    object: { kind: 'published', foreign: 'through' },
  },
  readPayment: {
    request: payment,
    through: [200],
    object: { kind: 'payment', foreign: 404, supervisors: runners },
  },
  listUserPayments: {
    request: (ids) => ({ params: { userId: ids['userId'] } }),
    through: [200],
    // Who there is, is nobody's business.
    object: { kind: 'person', foreign: 403, supervisors: runners, absent: 'as foreign' },
  },
  refundPayment: {
    request: (ids) => ({ ...payment(ids), body: { reason: 'It is not for me' } }),
    // Nothing was paid for a free course, so nothing is left to give back.
    through: [409],
    object: { kind: 'payment', foreign: 404, supervisors: runners },
  },
};
