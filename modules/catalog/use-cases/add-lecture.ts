import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { LectureKind } from '../domain/course-content.ts';
import { readingSeconds } from '../domain/reading-time.ts';
import type { DraftLecture } from '../domain/submission.ts';
import { touchDraft } from '../store/course-store.ts';
import { appendLecture } from '../store/outline-store.ts';
import { openSection } from './draft-access.ts';
import { requireArticle } from './edit-lecture.ts';

interface NewLecture {
  readonly sectionId: Id<'section'>;
  readonly title: string;
  readonly kind: LectureKind;
  readonly isPreview: boolean;
  readonly articleBody: string | null;
}

@Injectable()
export class AddLecture {
  constructor(private readonly db: Db) {}

  /** At the end of the section. */
  async run(ctx: Ctx, input: NewLecture): Promise<DraftLecture> {
    const { sectionId, title, kind, isPreview, articleBody } = input;
    const lecture: DraftLecture = {
      id: newId<'lecture'>(),
      title,
      kind,
      isPreview,
      mediaId: null,
      mediaStatus: null,
      durationSeconds: readingSeconds(articleBody),
      articleBody,
    };
    await this.db.inTx(ctx, async (tx) => {
      const { course } = await openSection(tx, sectionId);
      requireArticle(kind, articleBody);
      await appendLecture(tx, { ...lecture, courseId: course.id, sectionId });
      await touchDraft(tx, course.id);
    });
    return lecture;
  }
}
