import { AppError, type Ctx } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import { findLectureProgress } from '../store/lecture-progress-store.ts';
import { LectureAccess, type WantedLecture } from './lecture-access.ts';

export interface Article {
  readonly title: string;
  readonly body: string;
  readonly completedAt: Date | null;
}

/** Gives the caller the text of an article, by the rules that hold for videos. */
@Injectable()
export class ReadArticle {
  readonly #db: Db;
  readonly #catalog: Catalog;
  readonly #access: LectureAccess;

  constructor(db: Db, catalog: Catalog, access: LectureAccess) {
    this.#db = db;
    this.#catalog = catalog;
    this.#access = access;
  }

  /** @throws AppError `not_found`, `unauthenticated`, `not_enrolled` (403) */
  async run(ctx: Ctx, wanted: WantedLecture): Promise<Article> {
    const { from, learner } = await this.#access.find(ctx, wanted);
    const article = await this.#catalog.article(ctx, { ...wanted, from });
    if (!article) throw new AppError('not_found', { detail: 'This lecture is not an article' });
    const progress = learner
      ? await this.#db.inTx(ctx, (tx) => findLectureProgress(tx, learner))
      : undefined;
    return { ...article, completedAt: progress?.completedAt ?? null };
  }
}
