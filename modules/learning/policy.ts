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

interface TaughtLearner extends Learner {
  readonly instructorId: string;
}

const teaches = (userId: string, learner: TaughtLearner) => userId === learner.instructorId;

/** Whoever moderates courses has no business with how far their learners are. */
export const readProgress = definePermission<TaughtLearner>('progress.read', [
  { role: 'signed-in', only: own },
  { role: 'instructor', only: teaches },
  { role: 'staff', only: teaches },
  { role: 'admin' },
  { role: 'owner' },
]);
