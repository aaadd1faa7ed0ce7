import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** Looks at the content of an uploaded file, and keeps it or refuses it. */
export const judgeJob = defineJob({
  name: 'media.judge-file',
  payload: z.object({ mediaId: idSchema }),
  maxAttempts: 25,
});

/** A wait for the scanner replaces the one before. */
export function judgeJobKey(mediaId: string): string {
  return `media.judge-file:${mediaId}`;
}
