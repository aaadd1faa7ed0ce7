import type { Ctx, Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { touchDraft } from '../store/course-store.ts';
import { type DraftSection, readOutline, renameSection } from '../store/outline-store.ts';
import { openSection } from './draft-access.ts';

@Injectable()
export class RenameSection {
  constructor(private readonly db: Db) {}

  async run(ctx: Ctx, input: { sectionId: Id<'section'>; title: string }): Promise<DraftSection> {
    const { sectionId, title } = input;
    return this.db.inTx(ctx, async (tx) => {
      const { course } = await openSection(tx, sectionId);
      await renameSection(tx, sectionId, title);
      await touchDraft(tx, course.id);
      const section = (await readOutline(tx, course.id)).find(({ id }) => id === sectionId);
      if (!section) throw new Error(`section ${sectionId} is not in its course`);
      return section;
    });
  }
}
