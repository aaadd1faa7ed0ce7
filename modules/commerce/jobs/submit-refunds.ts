import { type Ctx, id } from '@edumaster/kernel';
import type { JobHandler } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { submitRefundJob } from '../submit-refund-job.ts';
import { SubmitRefund } from '../use-cases/submit-refund.ts';

@Injectable()
export class SubmitRefunds implements JobHandler<{ refundId: string }> {
  readonly job = submitRefundJob;

  constructor(private readonly submit: SubmitRefund) {}

  run(ctx: Ctx, { refundId }: { refundId: string }): Promise<void> {
    return this.submit.run(ctx, { refundId: id<'refund'>(refundId) });
  }
}
