import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { gatherRows, type PersonalDataSource, type PersonalStatements } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

const statements: PersonalStatements = {
  enrollments: `select id, course_id, scope, status, purchased_at, expires_at, last_accessed_at
                from learning.enrollments where user_id = $1`,
  purchases: `select payment_id, course_id, withdrawn_at from learning.purchases
              where user_id = $1`,
  progress: `select course_id, lecture_id, last_position_seconds, watched_seconds, completed_at
             from learning.lecture_progress where user_id = $1`,
  watched: `select course_id, lecture_id, position_seconds, played_seconds, event_at
            from learning.progress_events where user_id = $1 order by event_at`,
  completedCourses: `select course_id, version, completed_at from learning.course_completions
                     where user_id = $1`,
};

/** What a person learns here, for the person. */
@Injectable()
export class LearnerData implements PersonalDataSource {
  readonly heading = 'learning';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  collect(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<Record<string, unknown>> {
    return this.#db.inTx(ctx, (tx) => gatherRows(tx, statements, userId));
  }
}
