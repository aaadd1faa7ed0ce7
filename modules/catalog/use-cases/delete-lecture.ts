import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { touchDraft } from '../store/course-store.ts';
import { deleteLecture } from '../store/outline-store.ts';
import { openLecture } from './draft-access.ts';

@Injectable()
export class DeleteLecture {
  constructor(private readonly db: Db) {}

  /** Unless it is part of a published version. */
  async run(ctx: Ctx, { lectureId }: { lectureId: Id<'lecture'> }): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      const { course, lecture } = await openLecture(tx, lectureId);
      if (lecture.firstVersion !== null) throw new AppError('lecture_was_published');
      await deleteLecture(tx, lectureId);
      await touchDraft(tx, course.id);
    });
  }
}
