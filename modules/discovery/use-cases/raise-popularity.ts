import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { countEnrollment } from '../store/card-store.ts';

@Injectable()
export class RaisePopularity {
  constructor(private readonly db: Db) {}

  /** One more person is enrolled. */
  async run(ctx: Ctx, { courseId }: { courseId: string }): Promise<void> {
    await this.db.inTx(ctx, (tx) => countEnrollment(tx, courseId));
  }
}
