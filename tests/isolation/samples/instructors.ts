import type { Ids } from '../objects.ts';
import { plainRead, type Samples } from './route-sample.ts';

const ofPerson = (body?: unknown) => (ids: Ids) => ({
  params: { userId: ids['userId'] },
  ...(body === undefined ? {} : { body }),
});
const phoneNumber = '+4915112345678';
const because =
  'An application needs a proven address, and there is none in academies: who sees one is shown in modules/identity/instructors.test.ts';

/** Only the marketplace takes applications, and not of those who teach already. */
export const instructorSamples: Samples = {
  applyAsInstructor: {
    request: () => ({ body: { headline: 'Bread', bio: 'I bake.', country: 'IN', phoneNumber } }),
    through: [201, 403, 409],
  },
  readInstructor: {
    request: ofPerson(),
    // Of those who teach, and those who do not.
    through: [200, 404],
    object: { kind: 'person', foreign: 'through' },
  },
  changeInstructor: {
    request: ofPerson({ bio: 'I bake.' }),
    through: [200, 404],
    object: { kind: 'person', foreign: 403, absent: 'as foreign' },
  },
  decideInstructor: {
    request: ofPerson({ decision: 'approve' }),
    through: [404, 409],
    object: { kind: 'person', foreign: 'through' },
    because,
  },
  readApplication: {
    request: ofPerson(),
    through: [200, 404],
    object: { kind: 'person', foreign: 'through' },
    because,
  },
  readTaxDetails: {
    request: ofPerson(),
    through: [200],
    object: { kind: 'taxDetails', foreign: 'through' },
  },
  readMyApplication: plainRead,
  removeMyDocument: {
    request: () => ({ params: { id: crypto.randomUUID() } }),
    through: [404],
  },
  removeMyAvatar: { request: () => ({}), through: [204] },
  sendPhoneCode: { request: () => ({ body: { phoneNumber } }), through: [202, 429] },
  verifyPhone: {
    request: () => ({ body: { phoneNumber, code: '000000' } }),
    through: [404, 422, 429],
  },
  changeTaxDetails: {
    request: () => ({
      body: { country: 'BR', legalName: 'Asha Rao', numbers: { taxNumber: '12345678909' } },
    }),
    through: [200],
  },
  readMyTaxDetails: { request: () => ({}), through: [200, 404] },
};
