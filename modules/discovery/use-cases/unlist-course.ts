import type { Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { removeCard } from '../store/card-store.ts';

@Injectable()
export class UnlistCourse {
  constructor(private readonly db: Db) {}

  async run(ctx: Ctx, { courseId }: { courseId: string }): Promise<void> {
    await this.db.inTx(ctx, (tx) => removeCard(tx, courseId));
  }
}
