import { type Ctx, idOfCursor, pageOf } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Identity } from '@edumaster/identity';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../domain/course-state.ts';
import { detailsOf, listCoursesOf } from '../store/course-store.ts';
import { nameOf } from '../use-cases/name-of.ts';
import { userOf } from '../use-cases/user-of.ts';
import type { CourseSummaryView } from './course-view.ts';

const defaultLimit = 20;

interface Page {
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

@Injectable()
export class ListOwnCourses {
  constructor(
    private readonly db: Db,
    private readonly identity: Identity,
  ) {}

  /** The drafts of all courses that the caller teaches, the newest first. */
  async run(ctx: Ctx, { cursor, limit = defaultLimit }: Page) {
    const userId = userOf(ctx);
    const before = cursor === undefined ? undefined : idOfCursor<'course'>(cursor);
    const rows = await this.db.inTx(ctx, (tx) =>
      listCoursesOf(tx, userId, { before, limit: limit + 1 }),
    );
    const instructor = await nameOf(this.identity, ctx, userId);
    const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
    const summaries = items.map((course): CourseSummaryView => ({
      course,
      status: statusOf(course),
      details: detailsOf(course),
      instructor,
      updatedAt: course.updatedAt,
    }));
    return { items: summaries, nextCursor };
  }
}
