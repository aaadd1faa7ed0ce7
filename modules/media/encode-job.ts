import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/**
 * Makes a video playable. How often an encode is tried is counted at the asset, where a shutdown
 * does not count; a killed worker uses up one of the attempts here, hence so many.
 */
export const encodeJob = defineJob({
  name: 'media.encode',
  payload: z.object({ mediaId: idSchema }),
  maxAttempts: 25,
});

/** A second job for the same media replaces one that waits. */
export function encodeJobKey(mediaId: string): string {
  return `${encodeJob.name}:${mediaId}`;
}
