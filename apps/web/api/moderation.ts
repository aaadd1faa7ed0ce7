import type { ReceivedOf } from '@edumaster/http/contract';
import type { moderationContracts } from '@edumaster/moderation/contracts';
import { routeOf } from './route.ts';

type Moderation = typeof moderationContracts;

export type Review = ReceivedOf<Moderation['listReviews']>['items'][number];

export const moderationRoutes = {
  listReviews: routeOf<Moderation['listReviews']>('GET', '/api/v1/moderation/reviews'),
  publishCourse: routeOf<Moderation['publishCourse']>('POST', '/api/v1/courses/:id/publish'),
  rejectCourse: routeOf<Moderation['rejectCourse']>('POST', '/api/v1/courses/:id/reject'),
};
