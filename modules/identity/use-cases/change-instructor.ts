import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { editInstructor } from '../instructor-policy.ts';
import {
  findInstructor,
  type Instructor,
  insertInstructor,
  updateInstructor,
} from '../store/instructors.ts';
import { rolesIn } from '../store/memberships.ts';

export interface ProfileEdit {
  readonly userId: Id<'user'>;
  readonly headline?: string | undefined;
  readonly bio?: string | undefined;
}

/** Somebody who teaches, or wants to, changes their public profile. */
@Injectable()
export class ChangeInstructor {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `forbidden`, `instructor_not_found` for somebody without a profile */
  async run(ctx: Ctx, { userId, ...change }: ProfileEdit): Promise<Instructor> {
    authorize(ctx, editInstructor, { userId });
    const key = { tenantId: ctx.tenantId, personId: userId };
    const system = systemCtx('a person changes their public profile', ctx);
    return this.#db.inSystemTx(system, async (tx) => {
      if (!(await findInstructor(tx, key)) && (await rolesIn(tx, key)).includes('instructor')) {
        // Made an instructor by those who run the place: verified by that.
        await insertInstructor(tx, key, unwrittenProfile(tx.ctx.now));
      }
      await updateInstructor(tx, key, change);
      const changed = await findInstructor(tx, key);
      if (!changed) throw new AppError('instructor_not_found');
      return changed;
    });
  }
}

/** ISO 3166-1 leaves ZZ to its users: here, a country that nobody asked for. */
export function unwrittenProfile(at: Date): Instructor {
  const decided = { status: 'verified', reason: null, submittedAt: at, decidedAt: at } as const;
  return { headline: '', bio: '', country: 'ZZ', ...decided };
}
