import { idSchema } from '@edumaster/kernel/schemas';
import { type Consumer, on } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { cardSchema } from '../domain/card.ts';
import { ListCourse } from '../use-cases/list-course.ts';
import { RaisePopularity } from '../use-cases/raise-popularity.ts';
import { UnlistCourse } from '../use-cases/unlist-course.ts';

const courseEvent = z.object({ courseId: idSchema });

/** One consumer for all of them: the events of one course are then handled in their order. */
@Injectable()
export class IndexCourses implements Consumer {
  readonly name = 'discovery.index-courses';
  readonly reactions = [
    on('course.published', cardSchema, (ctx, { data }) => this.listing.run(ctx, { card: data })),
    on('course.archived', courseEvent, (ctx, { data }) => this.unlisting.run(ctx, data)),
    on('course.access_granted', courseEvent, (ctx, { data }) => this.popularity.run(ctx, data)),
  ];

  constructor(
    private readonly listing: ListCourse,
    private readonly unlisting: UnlistCourse,
    private readonly popularity: RaisePopularity,
  ) {}
}
