import type { Ctx, Id } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Injectable } from '@nestjs/common';
import type { LectureContent } from '../domain/course-content.ts';
import { findLecture } from '../store/outline-store.ts';
import { findPublished } from '../store/version-store.ts';

interface ArticleRequest {
  readonly courseId: Id<'course'>;
  readonly lectureId: Id<'lecture'>;
  readonly from: 'published' | 'draft';
}

@Injectable()
export class ReadArticle {
  constructor(private readonly db: Db) {}

  async run(ctx: Ctx, request: ArticleRequest) {
    const find = request.from === 'draft' ? findInDraft : findInVersion;
    const lecture = await this.db.inTx(ctx, (tx) => find(tx, request));
    if (lecture?.kind !== 'article') return undefined;
    return { title: lecture.title, body: lecture.articleBody ?? '' };
  }
}

type Article = Pick<LectureContent, 'kind' | 'title' | 'articleBody'>;

async function findInDraft(tx: Tx, request: ArticleRequest): Promise<Article | undefined> {
  const lecture = await findLecture(tx, request.lectureId);
  return lecture?.courseId === request.courseId ? lecture : undefined;
}

async function findInVersion(tx: Tx, request: ArticleRequest): Promise<Article | undefined> {
  const [found] = await findPublished(tx, [request.courseId]);
  return found?.content.sections
    .flatMap((section) => section.lectures)
    .find(({ id }) => id === request.lectureId);
}
