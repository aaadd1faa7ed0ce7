import { commerceRoutes } from './commerce.ts';
import { courseRoutes } from './courses.ts';
import { createApi } from './create-api.ts';
import { identityRoutes } from './identity.ts';
import { instructorRoutes } from './instructors.ts';
import { learningRoutes } from './learning.ts';
import { mediaRoutes } from './media.ts';
import { memberRoutes } from './members.ts';
import { moderationRoutes } from './moderation.ts';
import { tenancyRoutes } from './tenancy.ts';

/** No other site can set this header without the API's consent. */
export const csrfHeader = { 'x-csrf': '1' };

const options = {
  baseUrl: '',
  headers: () => csrfHeader,
  init: { credentials: 'same-origin' },
} as const;

/** The API as the signed-in person, by the session cookie. Use it in the browser only. */
export const browserApi = createApi(
  {
    ...commerceRoutes,
    ...courseRoutes,
    ...identityRoutes,
    ...instructorRoutes,
    ...learningRoutes,
    ...mediaRoutes,
    ...memberRoutes,
    ...moderationRoutes,
    ...tenancyRoutes,
  },
  options,
);
