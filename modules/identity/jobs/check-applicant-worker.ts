import type { JobHandler } from '@edumaster/jobs';
import { type Ctx, id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { checkApplicantJob } from '../check-applicant-job.ts';
import { CheckApplicant } from '../use-cases/check-applicant.ts';

@Injectable()
export class CheckApplicantWorker implements JobHandler<{ userId: string }> {
  readonly job = checkApplicantJob;
  readonly #check: CheckApplicant;

  constructor(check: CheckApplicant) {
    this.#check = check;
  }

  run(ctx: Ctx, { userId }: { userId: string }, signal: AbortSignal): Promise<void> {
    return this.#check.run(ctx, id<'user'>(userId), signal);
  }
}
