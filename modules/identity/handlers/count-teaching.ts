import { Db, type Tx } from '@edumaster/database';
import { type Consumer, on } from '@edumaster/events';
import type { Ctx } from '@edumaster/kernel';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { countEnrollment, noteArchived, notePublished } from '../store/taught-courses.ts';

const published = z.object({ courseId: idSchema, instructor: z.object({ id: idSchema }) });
const course = z.object({ courseId: idSchema });

/** How much somebody teaches, for their public profile. */
@Injectable()
export class CountTeaching implements Consumer {
  readonly name = 'identity.count-teaching';
  readonly reactions = [
    on('course.published', published, (ctx, { data }) =>
      this.#write(ctx, (tx) =>
        notePublished(tx, { courseId: data.courseId, instructorId: data.instructor.id }),
      ),
    ),
    on('course.archived', course, (ctx, { data }) =>
      this.#write(ctx, (tx) => noteArchived(tx, data.courseId)),
    ),
    on('course.access_granted', course, (ctx, { data }) =>
      this.#write(ctx, (tx) => countEnrollment(tx, data.courseId)),
    ),
  ];
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  #write(ctx: Ctx, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.#db.inPlatformTx(ctx, work);
  }
}
