import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { gatherRows, type PersonalDataSource, type PersonalStatements } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

const statements: PersonalStatements = {
  uploads: `select id, filename, size, purpose, status, created_at from media.uploads
            where owner_id = $1`,
  media: `select id, filename, size, purpose, status, duration_seconds, created_at
          from media.assets where owner_id = $1`,
};

/** What a person uploaded here, for the person. */
@Injectable()
export class OwnerData implements PersonalDataSource {
  readonly heading = 'files';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  collect(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<Record<string, unknown>> {
    return this.#db.inTx(ctx, (tx) => gatherRows(tx, statements, userId));
  }
}
