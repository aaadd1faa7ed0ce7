import { definePermission } from '@edumaster/policy';

interface Applicant {
  readonly userId: string;
}

/** Papers, numbers and applications are for these two and nobody else. */
const reviewers = [{ role: 'moderator' }, { role: 'admin' }];

export const reviewInstructor = definePermission('instructor.review', reviewers);

export const decideInstructor = definePermission('instructor.decide', reviewers);

export const readTaxDetails = definePermission('tax-details.read', reviewers);

/** One's own profile, whoever has one. */
export const editInstructor = definePermission<Applicant>('instructor.edit', [
  { role: 'signed-in', only: (userId, applicant) => userId === applicant.userId },
]);
