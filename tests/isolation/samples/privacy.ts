import { plainRead, type Samples } from './route-sample.ts';

/** Of everybody in the cast. */
const password = 'a long enough password';

export const privacySamples: Samples = {
  // The first is taken; while it is being made there is no second.
  requestExport: { request: () => ({}), through: [202, 409] },
  listExports: plainRead,
  readExport: {
    // Everybody's own only: there is none of this name.
    request: () => ({ params: { id: '0198f000-0000-7000-8000-000000000000' } }),
    through: [404],
  },
  // Of another address: nobody is to be erased here.
  eraseMe: {
    request: () => ({ body: { email: 'nobody@isolation.test', password } }),
    through: [422],
  },
  listConsents: plainRead,
  decideConsent: {
    request: () => ({ params: { purpose: 'news' }, body: { isGiven: true } }),
    through: [200],
  },
};
