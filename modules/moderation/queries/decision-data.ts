import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { gatherRows, type PersonalDataSource, type PersonalStatements } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

const statements: PersonalStatements = {
  submitted: `select course_id, version, title, submitted_at, decided_at, decision, reason
              from moderation.reviews where instructor_id = $1`,
  applied: `select headline, country, submitted_at, decided_at
            from moderation.applications where user_id = $1`,
};

/** What a person handed in for review here, for the person. */
@Injectable()
export class DecisionData implements PersonalDataSource {
  readonly heading = 'reviews';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  collect(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<Record<string, unknown>> {
    return this.#db.inTx(ctx, (tx) => gatherRows(tx, statements, userId));
  }
}
