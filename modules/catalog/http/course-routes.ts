import { type Ctx, id } from '@edumaster/kernel';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Media } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import {
  archiveCourse,
  createCourse,
  deleteCourse,
  editCourse,
  getCourse,
  submitCourse,
} from '../contracts/course-routes.ts';
import { ReadCourse } from '../queries/read-course.ts';
import { ArchiveCourse } from '../use-cases/archive-course.ts';
import { CreateCourse } from '../use-cases/create-course.ts';
import { DeleteCourse } from '../use-cases/delete-course.ts';
import { EditCourse } from '../use-cases/edit-course.ts';
import { SubmitCourse } from '../use-cases/submit-course.ts';
import { changesOf } from './course-changes.ts';
import { presentCourse } from './present-course.ts';

@Injectable()
export class CourseRoutes {
  constructor(
    private readonly read: ReadCourse,
    private readonly creation: CreateCourse,
    private readonly edit: EditCourse,
    private readonly deletion: DeleteCourse,
    private readonly submission: SubmitCourse,
    private readonly archiving: ArchiveCourse,
    private readonly media: Media,
  ) {}

  @Route(createCourse)
  async createCourse({
    ctx,
    body,
  }: Call<typeof createCourse>): Promise<HandlerAnswer<typeof createCourse>> {
    const { subtitle = '', tags = [], ...given } = body;
    return this.#show(ctx, await this.creation.run(ctx, { ...given, subtitle, tags }));
  }

  @Route(editCourse)
  async editCourse({
    ctx,
    params,
    body,
  }: Call<typeof editCourse>): Promise<HandlerAnswer<typeof editCourse>> {
    const courseId = id<'course'>(params.id);
    await this.edit.run(ctx, { courseId, changes: changesOf(body, ctx.now) });
    return this.#show(ctx, courseId);
  }

  @Route(getCourse)
  async getCourse({
    ctx,
    params,
  }: Call<typeof getCourse>): Promise<HandlerAnswer<typeof getCourse>> {
    return this.#show(ctx, params.id);
  }

  @Route(deleteCourse)
  async deleteCourse({ ctx, params }: Call<typeof deleteCourse>): Promise<void> {
    await this.deletion.run(ctx, { courseId: id<'course'>(params.id) });
  }

  @Route(submitCourse)
  async submitCourse({
    ctx,
    params,
  }: Call<typeof submitCourse>): Promise<HandlerAnswer<typeof submitCourse>> {
    const courseId = id<'course'>(params.id);
    await this.submission.run(ctx, { courseId });
    return this.#show(ctx, courseId);
  }

  @Route(archiveCourse)
  async archiveCourse({
    ctx,
    params,
  }: Call<typeof archiveCourse>): Promise<HandlerAnswer<typeof archiveCourse>> {
    const courseId = id<'course'>(params.id);
    await this.archiving.run(ctx, { courseId });
    return this.#show(ctx, courseId);
  }

  async #show(ctx: Ctx, ref: string) {
    const view = await this.read.run(ctx, { ref });
    return presentCourse(view, { now: ctx.now, media: this.media });
  }
}
