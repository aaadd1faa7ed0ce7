import { idSchema } from '@edumaster/kernel/schemas';
import { defineJob } from '@edumaster/jobs';
import { z } from 'zod';

/** Listens to a video; what was heard before a crash is kept, so that no try pays for it again. */
export const transcribeJob = defineJob({
  name: 'media.transcribe',
  payload: z.object({ transcriptionId: idSchema }),
  maxAttempts: 10,
});
