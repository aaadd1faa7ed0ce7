import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { LectureKind } from '../domain/course-content.ts';
import { readingSeconds } from '../domain/reading-time.ts';
import type { DraftLecture } from '../domain/submission.ts';
import { touchDraft } from '../store/course-store.ts';
import { toDraftLecture, updateLecture } from '../store/outline-store.ts';
import { openLecture } from './draft-access.ts';

interface LectureEdit {
  readonly lectureId: Id<'lecture'>;
  /** Only what is to change. */
  readonly changes: {
    readonly title?: string;
    readonly isPreview?: boolean;
    readonly articleBody?: string;
  };
}

@Injectable()
export class EditLecture {
  constructor(private readonly db: Db) {}

  /** @throws AppError `lecture_not_found`, `lecture_is_no_article`, `forbidden`, or of the state */
  async run(ctx: Ctx, { lectureId, changes }: LectureEdit): Promise<DraftLecture> {
    return this.db.inTx(ctx, async (tx) => {
      const { course, lecture } = await openLecture(tx, lectureId);
      const { articleBody } = changes;
      requireArticle(lecture.kind, articleBody ?? null);
      const values = {
        ...changes,
        ...(articleBody === undefined ? {} : { durationSeconds: readingSeconds(articleBody) }),
      };
      if (Object.keys(values).length > 0) {
        await updateLecture(tx, lectureId, values);
        await touchDraft(tx, course.id);
      }
      return toDraftLecture({ ...lecture, ...values });
    });
  }
}

/** @throws AppError `lecture_is_no_article` when another kind of lecture would get a text */
export function requireArticle(kind: LectureKind, articleBody: string | null): void {
  if (articleBody !== null && kind !== 'article') throw new AppError('lecture_is_no_article');
}
