import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** What of an event is told. Never a link or a code: jobs are rows that many can read. */
const detailsSchema = z.record(z.string(), z.string());

/**
 * Sends one delivery. The queue waits longer after each attempt (e^n seconds, six hours at most), so
 * that a mail server that was away for a minute has everything within another; a delivery that is
 * too late is settled as failed by the use case, not by running out of attempts.
 */
export const deliverJob = defineJob({
  name: 'messaging.deliver',
  payload: z.object({ deliveryId: idSchema, details: detailsSchema }),
  maxAttempts: 25,
});

export type DeliverPayload = z.output<typeof deliverJob.payload>;
