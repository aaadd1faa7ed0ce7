import { defineJob, type JobHandler } from '@edumaster/jobs';
import type { Ctx } from '@edumaster/kernel';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MakeExport } from '../use-cases/make-export.ts';

export const makeExportJob = defineJob({
  name: 'identity.make-export',
  payload: z.object({ exportId: idSchema }),
  maxAttempts: 5,
});

@Injectable()
export class ExportMaker implements JobHandler<{ exportId: string }> {
  readonly job = makeExportJob;
  readonly #makeExport: MakeExport;

  constructor(makeExport: MakeExport) {
    this.#makeExport = makeExport;
  }

  run(ctx: Ctx, { exportId }: { exportId: string }): Promise<void> {
    return this.#makeExport.run(ctx, { exportId });
  }
}
