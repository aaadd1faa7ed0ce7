import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** Encodes one chunk of a long video, if nobody else has done so by then. */
export const encodeChunkJob = defineJob({
  name: 'media.encode-chunk',
  payload: z.object({
    mediaId: idSchema,
    edition: z.int(),
    step: z.string(),
    number: z.int(),
  }),
  // Whatever is left undone, the run that waits for it does itself.
  maxAttempts: 5,
});
