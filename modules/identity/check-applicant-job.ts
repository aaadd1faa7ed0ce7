import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** Asks the identity check about somebody who wants to teach. */
export const checkApplicantJob = defineJob({
  name: 'identity.check-applicant',
  payload: z.object({ userId: idSchema }),
  maxAttempts: 12,
});
