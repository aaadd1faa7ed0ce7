import type { Ids } from '../objects.ts';
import { plainRead, type Samples } from './route-sample.ts';

const ofCourse = (ids: Ids) => ({ params: { id: ids['courseId'] } });
/** Whoever decides, decides about everybody's. */
const inReview = { kind: 'inReview', foreign: 'through' } as const;

export const moderationSamples: Samples = {
  listApplications: plainRead,
  listReviews: plainRead,
  publishCourse: { request: ofCourse, through: [200], object: inReview },
  rejectCourse: {
    request: (ids) => ({ ...ofCourse(ids), body: { reason: 'Say what it is about.' } }),
    through: [200],
    object: inReview,
  },
};
