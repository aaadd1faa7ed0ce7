import { type Ctx, id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Catalog } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';
import type { LearnerLecture } from '../store/lecture-progress-store.ts';
import { CompletionAnnouncer } from './completion-announcer.ts';

/** Publishes the completion of a lecture that the progress log has found. */
@Injectable()
export class AnnounceCompletion {
  readonly #db: Db;
  readonly #catalog: Catalog;
  readonly #announcer: CompletionAnnouncer;

  constructor(db: Db, catalog: Catalog, announcer: CompletionAnnouncer) {
    this.#db = db;
    this.#catalog = catalog;
    this.#announcer = announcer;
  }

  async run(ctx: Ctx, lecture: LearnerLecture): Promise<void> {
    const curriculum = await this.#catalog.published(ctx, { courseId: id(lecture.courseId) });
    await this.#db.inTx(ctx, (tx) => this.#announcer.announce(tx, lecture, curriculum));
  }
}
