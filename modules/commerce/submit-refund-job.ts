import { defineJob } from '@edumaster/jobs';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** Has the provider pay back what was promised; the sweeper finds what these attempts leave. */
export const submitRefundJob = defineJob({
  name: 'commerce.submit-refund',
  payload: z.object({ refundId: idSchema }),
  maxAttempts: 12,
});
