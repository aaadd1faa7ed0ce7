import { definePermission } from '@edumaster/policy';

/** Which course's learners a person sees is decided by the course. */
export const listCourseLearners = definePermission('enrollment.list-of-course', [
  { role: 'instructor' },
  { role: 'moderator' },
  { role: 'admin' },
  { role: 'owner' },
  { role: 'staff' },
]);

interface Learner {
  readonly userId: string;
}

const own = (userId: string, learner: Learner): boolean => userId === learner.userId;

export const listEnrollments = definePermission<Learner>('enrollment.list', [
  { role: 'signed-in', only: own },
  { role: 'admin' },
  { role: 'owner' },
]);

/** The course's instructors read it as well; that is asked of the catalog. */
export const readProgress = definePermission<Learner>('progress.read', [
  { role: 'signed-in', only: own },
  { role: 'admin' },
  { role: 'owner' },
]);
