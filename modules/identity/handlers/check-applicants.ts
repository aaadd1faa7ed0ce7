import { Db } from '@edumaster/database';
import { type Consumer, on } from '@edumaster/events';
import { Jobs } from '@edumaster/jobs';
import type { Ctx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { checkApplicantJob } from '../check-applicant-job.ts';
import { instructorApplicationChanged, instructorApplied } from '../events.ts';

const whole = z.object({ userId: z.string(), missing: z.array(z.string()) });

/** An application that has become whole is checked; the job finds out whether it was before. */
@Injectable()
export class CheckApplicants implements Consumer {
  readonly name = 'identity.check-applicants';
  readonly reactions = [instructorApplied, instructorApplicationChanged].map(({ type }) =>
    on(type, whole, (ctx, { data }) => this.#enqueue(ctx, data)),
  );
  readonly #db: Db;
  readonly #jobs: Jobs;

  constructor(db: Db, jobs: Jobs) {
    this.#db = db;
    this.#jobs = jobs;
  }

  async #enqueue(ctx: Ctx, { userId, missing }: z.output<typeof whole>): Promise<void> {
    if (missing.length > 0) return;
    const key = `${checkApplicantJob.name}:${ctx.tenantId}:${userId}`;
    await this.#db.inPlatformTx(ctx, (tx) =>
      this.#jobs.enqueue(tx, checkApplicantJob, { userId }, { key }),
    );
  }
}
