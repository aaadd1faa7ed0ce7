import type { ReceivedOf } from '@edumaster/http/contract';
import type { identityContracts } from '@edumaster/identity/contracts';
import type { moderationContracts } from '@edumaster/moderation/contracts';
import { routeOf } from './route.ts';

type Identity = typeof identityContracts;
type Moderation = typeof moderationContracts;

export type Instructor = ReceivedOf<Identity['readInstructor']>;
export type Application = ReceivedOf<Identity['readMyApplication']>;
export type ApplicationPart = Application['missing'][number];
export type ApplicantDocument = Application['documents'][number];
export type DocumentKind = ApplicantDocument['kind'];
export type TaxDetails = ReceivedOf<Identity['changeTaxDetails']>;
export type ReviewedApplication = ReceivedOf<Identity['readApplication']>;
export type WaitingApplication = ReceivedOf<Moderation['listApplications']>['items'][number];

export const instructorRoutes = {
  applyAsInstructor: routeOf<Identity['applyAsInstructor']>('POST', '/api/v1/instructors'),
  getInstructor: routeOf<Identity['readInstructor']>('GET', '/api/v1/instructors/:userId'),
  changeInstructor: routeOf<Identity['changeInstructor']>('PATCH', '/api/v1/instructors/:userId'),
  decideInstructor: routeOf<Identity['decideInstructor']>(
    'PUT',
    '/api/v1/instructors/:userId/verification',
  ),
  getApplication: routeOf<Identity['readApplication']>(
    'GET',
    '/api/v1/instructors/:userId/application',
  ),
  getMyApplication: routeOf<Identity['readMyApplication']>(
    'GET',
    '/api/v1/me/instructor-application',
  ),
  removeMyDocument: routeOf<Identity['removeMyDocument']>(
    'DELETE',
    '/api/v1/me/instructor-application/documents/:id',
  ),
  removeMyAvatar: routeOf<Identity['removeMyAvatar']>('DELETE', '/api/v1/me/avatar'),
  sendPhoneCode: routeOf<Identity['sendPhoneCode']>('POST', '/api/v1/me/phone-verification'),
  verifyPhone: routeOf<Identity['verifyPhone']>('PUT', '/api/v1/me/phone-verification'),
  changeTaxDetails: routeOf<Identity['changeTaxDetails']>('PUT', '/api/v1/me/tax-details'),
  getTaxDetails: routeOf<Identity['readTaxDetails']>(
    'GET',
    '/api/v1/instructors/:userId/tax-details',
  ),
  listApplications: routeOf<Moderation['listApplications']>(
    'GET',
    '/api/v1/moderation/instructors',
  ),
};
