import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { touchDraft } from '../store/course-store.ts';
import { deleteSection, hasPublishedLecture } from '../store/outline-store.ts';
import { openSection } from './draft-access.ts';

@Injectable()
export class DeleteSection {
  constructor(private readonly db: Db) {}

  /** With its lectures, unless it or one of them is part of a published version. */
  async run(ctx: Ctx, { sectionId }: { sectionId: Id<'section'> }): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      const { course, section } = await openSection(tx, sectionId);
      const wasPublished = section.firstVersion !== null;
      if (wasPublished || (await hasPublishedLecture(tx, sectionId))) {
        throw new AppError('section_was_published');
      }
      await deleteSection(tx, sectionId);
      await touchDraft(tx, course.id);
    });
  }
}
