import { definePermission } from '@edumaster/policy';

/** Those who decide: on the marketplace the first two, in an academy or organization the others. */
const deciders = ['moderator', 'admin', 'owner', 'staff'].map((role) => ({ role }));

export const listReviews = definePermission('review.list', deciders);
/** Who may teach is the marketplace's business alone. */
export const listApplications = definePermission('application.list', [
  { role: 'moderator' },
  { role: 'admin' },
]);

export const publishCourse = definePermission('course.publish', deciders);
export const rejectCourse = definePermission('course.reject', deciders);
