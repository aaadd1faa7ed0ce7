import { id } from '@edumaster/kernel';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Media } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import {
  addSection,
  deleteSection,
  orderOutline,
  renameSection,
} from '../contracts/outline-routes.ts';
import { ReadCourse } from '../queries/read-course.ts';
import type { DraftSection } from '../store/outline-store.ts';
import { AddSection } from '../use-cases/add-section.ts';
import { DeleteSection } from '../use-cases/delete-section.ts';
import { OrderOutline } from '../use-cases/order-outline.ts';
import { RenameSection } from '../use-cases/rename-section.ts';
import { presentCourse, presentDraftLecture } from './present-course.ts';

@Injectable()
export class SectionRoutes {
  constructor(
    private readonly addition: AddSection,
    private readonly renaming: RenameSection,
    private readonly deletion: DeleteSection,
    private readonly order: OrderOutline,
    private readonly read: ReadCourse,
    private readonly media: Media,
  ) {}

  @Route(addSection)
  async addSection({
    ctx,
    params,
    body,
  }: Call<typeof addSection>): Promise<HandlerAnswer<typeof addSection>> {
    const input = { courseId: id<'course'>(params.id), title: body.title };
    return presentSection(await this.addition.run(ctx, input));
  }

  @Route(renameSection)
  async renameSection({
    ctx,
    params,
    body,
  }: Call<typeof renameSection>): Promise<HandlerAnswer<typeof renameSection>> {
    const input = { sectionId: id<'section'>(params.id), title: body.title };
    return presentSection(await this.renaming.run(ctx, input));
  }

  @Route(deleteSection)
  async deleteSection({ ctx, params }: Call<typeof deleteSection>): Promise<void> {
    await this.deletion.run(ctx, { sectionId: id<'section'>(params.id) });
  }

  @Route(orderOutline)
  async orderOutline({
    ctx,
    params,
    body,
  }: Call<typeof orderOutline>): Promise<HandlerAnswer<typeof orderOutline>> {
    await this.order.run(ctx, { courseId: id<'course'>(params.id), outline: body.sections });
    const view = await this.read.run(ctx, { ref: params.id });
    return presentCourse(view, { now: ctx.now, media: this.media });
  }
}

function presentSection({ id: sectionId, title, lectures }: DraftSection) {
  return { id: sectionId, title, lectures: lectures.map(presentDraftLecture) };
}
