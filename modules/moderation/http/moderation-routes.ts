import { id } from '@edumaster/kernel';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { listReviews, publishCourse, rejectCourse } from '../contracts.ts';
import { ListReviews } from '../queries/list-reviews.ts';
import type { Review } from '../store/review-store.ts';
import { PublishCourse } from '../use-cases/publish-course.ts';
import { RejectCourse } from '../use-cases/reject-course.ts';

@Injectable()
export class ModerationRoutes {
  constructor(
    private readonly list: ListReviews,
    private readonly publication: PublishCourse,
    private readonly rejection: RejectCourse,
  ) {}

  @Route(listReviews)
  async listReviews({
    ctx,
    query,
  }: Call<typeof listReviews>): Promise<HandlerAnswer<typeof listReviews>> {
    const { cursor, limit } = query;
    const { items, nextCursor } = await this.list.run(ctx, { cursor, limit });
    return { items: items.map(presentReview), nextCursor };
  }

  @Route(publishCourse)
  async publishCourse({
    ctx,
    params,
  }: Call<typeof publishCourse>): Promise<HandlerAnswer<typeof publishCourse>> {
    const courseId = id<'course'>(params.id);
    const publishedVersion = await this.publication.run(ctx, { courseId });
    return { id: courseId, status: 'published', publishedVersion };
  }

  @Route(rejectCourse)
  async rejectCourse({
    ctx,
    params,
    body,
  }: Call<typeof rejectCourse>): Promise<HandlerAnswer<typeof rejectCourse>> {
    const courseId = id<'course'>(params.id);
    await this.rejection.run(ctx, { courseId, reason: body.reason });
    return { id: courseId, status: 'draft' };
  }
}

function presentReview({ courseId, title, submittedAt, version, ...review }: Review) {
  const instructor = { id: review.instructorId, name: review.instructorName };
  return { courseId, title, instructor, submittedAt: submittedAt.toISOString(), version };
}
