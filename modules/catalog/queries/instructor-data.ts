import { Db } from '@edumaster/database';
import type { Ctx, Id } from '@edumaster/kernel';
import { gatherRows, type PersonalDataSource, type PersonalStatements } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

const statements: PersonalStatements = {
  courses: `select id, slug, title, subtitle, description, created_at, updated_at, archived_at
            from catalog.courses where instructor_id = $1`,
  sections: `select s.id, s.course_id, s.title from catalog.sections s
             join catalog.courses c on c.id = s.course_id where c.instructor_id = $1`,
  lectures: `select l.id, l.section_id, l.title, l.kind, l.article_body from catalog.lectures l
             join catalog.sections s on s.id = l.section_id
             join catalog.courses c on c.id = s.course_id where c.instructor_id = $1`,
};

/** What a person teaches here, for the person. */
@Injectable()
export class InstructorData implements PersonalDataSource {
  readonly heading = 'teaching';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  collect(ctx: Ctx, { userId }: { userId: Id<'user'> }): Promise<Record<string, unknown>> {
    return this.#db.inTx(ctx, (tx) => gatherRows(tx, statements, userId));
  }
}
