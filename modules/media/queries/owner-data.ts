import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { gatherRows, type PersonalDataSource, type PersonalStatements } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

const statements: PersonalStatements = {
  uploads: `select id, filename, size, purpose, status, created_at from media.uploads
            where owner_id = $1`,
  media: `select id, filename, size, purpose, status, duration_seconds, created_at
          from media.assets where owner_id = $1`,
  captions: `select id, asset_id as media_id, language, label, origin, updated_at from media.captions
             where updated_by = $1`,
  'videos looked after': `select asset_id as media_id, created_at from media.caretakers
                          where user_id = $1`,
  transcriptions: `select id, asset_id as media_id, status, created_at from media.transcriptions
                   where requested_by = $1`,
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
