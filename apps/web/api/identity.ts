import type { ReceivedOf } from '@edumaster/http/contract';
import type { identityContracts } from '@edumaster/identity/contracts';
import { routeOf } from './route.ts';

type Identity = typeof identityContracts;

export type Me = ReceivedOf<Identity['readMe']>;

export const identityRoutes = {
  getMe: routeOf<Identity['readMe']>('GET', '/api/v1/me'),
  /** Not below `/api`: the cookie of the interaction is bound to `/sign-in/<uid>`. */
  signInWithPassword: routeOf<Identity['signInWithPassword']>('POST', '/sign-in/:uid/password'),
  signUp: routeOf<Identity['signUp']>('POST', '/sign-in/:uid/registration'),
};
