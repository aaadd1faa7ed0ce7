import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Media } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { listMyCourses } from '../contracts/course-routes.ts';
import { ListOwnCourses } from '../queries/list-own-courses.ts';
import { presentSummary } from './present-course.ts';

@Injectable()
export class OwnCourseRoutes {
  constructor(
    private readonly list: ListOwnCourses,
    private readonly media: Media,
  ) {}

  @Route(listMyCourses)
  async listMyCourses({
    ctx,
    query,
  }: Call<typeof listMyCourses>): Promise<HandlerAnswer<typeof listMyCourses>> {
    const { cursor, limit } = query;
    const { items, nextCursor } = await this.list.run(ctx, { cursor, limit });
    const presentation = { now: ctx.now, media: this.media };
    return { items: items.map((view) => presentSummary(view, presentation)), nextCursor };
  }
}
