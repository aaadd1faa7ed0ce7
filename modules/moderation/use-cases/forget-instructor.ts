import { Db } from '@edumaster/database';
import { erasedName } from '@edumaster/identity';
import type { Ctx, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { applications, reviews } from '../store/tables.ts';

/** An instructor was erased: what was decided stays known, without the name. */
@Injectable()
export class ForgetInstructor {
  constructor(private readonly db: Db) {}

  run(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<void> {
    return this.db.inTx(ctx, async (tx) => {
      await tx.sql
        .update(reviews)
        .set({ instructorName: erasedName })
        .where(eq(reviews.instructorId, userId));
      await tx.sql.delete(applications).where(eq(applications.userId, userId));
    });
  }
}
