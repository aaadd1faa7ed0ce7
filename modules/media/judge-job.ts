import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** Looks at what a person uploaded about themselves, and keeps it or refuses it. */
export const judgeJob = defineJob({
  name: 'media.judge-file',
  payload: z.object({ mediaId: idSchema }),
  maxAttempts: 25,
});
