import type { EnqueueOptions, Jobs, JobType } from '@edumaster/jobs';
import type { Tx } from '@edumaster/database';

/** What lies in the queue: the payload and the tenant that it belongs to. */
export interface JobEnvelope {
  readonly tenantId: string;
  readonly correlationId: string;
  readonly payload: unknown;
}

export class GraphileJobs implements Jobs {
  async enqueue<Payload>(
    tx: Tx,
    job: JobType<Payload>,
    payload: Payload,
    options: EnqueueOptions = {},
  ): Promise<void> {
    const { tenantId, correlationId } = tx.ctx;
    const envelope: JobEnvelope = { tenantId, correlationId, payload: job.payload.parse(payload) };
    const { runAt = null, key = null } = options;
    await tx.rows({
      name: 'jobs.add',
      text: 'select jobs.add($1, $2, $3, $4, $5)',
      values: [job.name, JSON.stringify(envelope), runAt, key, job.maxAttempts],
    });
  }
}
