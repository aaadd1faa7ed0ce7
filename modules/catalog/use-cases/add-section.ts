import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { touchDraft } from '../store/course-store.ts';
import { appendSection, type DraftSection } from '../store/outline-store.ts';
import { openDraft } from './draft-access.ts';

@Injectable()
export class AddSection {
  constructor(private readonly db: Db) {}

  /** At the end of the course. */
  async run(ctx: Ctx, input: { courseId: Id<'course'>; title: string }): Promise<DraftSection> {
    const { courseId, title } = input;
    const id = newId<'section'>();
    await this.db.inTx(ctx, async (tx) => {
      await openDraft(tx, courseId);
      await appendSection(tx, { id, courseId, title });
      await touchDraft(tx, courseId);
    });
    return { id, title, lectures: [] };
  }
}
