import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import { type OutlineEntry, outlineProblems } from '../domain/outline.ts';
import { touchDraft } from '../store/course-store.ts';
import { type DraftSection, readOutline, reorder } from '../store/outline-store.ts';
import { openDraft } from './draft-access.ts';

interface OutlineOrder {
  readonly courseId: Id<'course'>;
  readonly outline: readonly OutlineEntry[];
}

@Injectable()
export class OrderOutline {
  constructor(private readonly db: Db) {}

  /** @throws AppError `validation_failed` when it does not name exactly what the course has */
  async run(ctx: Ctx, { courseId, outline }: OutlineOrder): Promise<void> {
    await this.db.inTx(ctx, async (tx) => {
      await openDraft(tx, courseId);
      const errors = outlineProblems((await readOutline(tx, courseId)).map(entryOf), outline);
      if (errors.length > 0) {
        const detail = errors.map(({ message }) => message).join('; ');
        throw new AppError('validation_failed', { errors, detail });
      }
      await reorder(tx, outline);
      await touchDraft(tx, courseId);
    });
  }
}

function entryOf({ id, lectures }: DraftSection): OutlineEntry {
  return { id, lectures: lectures.map((lecture) => lecture.id) };
}
