import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** Deletes files of a video that nobody needs any more. */
export const tidyJob = defineJob({
  name: 'media.tidy',
  payload: z.object({ mediaId: idSchema }),
  maxAttempts: 25,
});
