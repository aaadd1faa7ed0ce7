import { id } from '@edumaster/kernel';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import {
  addLecture,
  attachMedia,
  deleteLecture,
  editLecture,
} from '../contracts/outline-routes.ts';
import { AddLecture } from '../use-cases/add-lecture.ts';
import { AttachMedia } from '../use-cases/attach-media.ts';
import { DeleteLecture } from '../use-cases/delete-lecture.ts';
import { EditLecture } from '../use-cases/edit-lecture.ts';
import { presentDraftLecture } from './present-course.ts';

@Injectable()
export class LectureRoutes {
  constructor(
    private readonly addition: AddLecture,
    private readonly edit: EditLecture,
    private readonly deletion: DeleteLecture,
    private readonly attachment: AttachMedia,
  ) {}

  @Route(addLecture)
  async addLecture({
    ctx,
    params,
    body,
  }: Call<typeof addLecture>): Promise<HandlerAnswer<typeof addLecture>> {
    const { title, kind, isPreview = false, articleBody = null } = body;
    const sectionId = id<'section'>(params.id);
    const input = { sectionId, title, kind, isPreview, articleBody };
    return presentDraftLecture(await this.addition.run(ctx, input));
  }

  @Route(editLecture)
  async editLecture({
    ctx,
    params,
    body,
  }: Call<typeof editLecture>): Promise<HandlerAnswer<typeof editLecture>> {
    const { title, isPreview, articleBody } = body;
    const changes = {
      ...(title === undefined ? {} : { title }),
      ...(isPreview === undefined ? {} : { isPreview }),
      ...(articleBody === undefined ? {} : { articleBody }),
    };
    const lectureId = id<'lecture'>(params.id);
    return presentDraftLecture(await this.edit.run(ctx, { lectureId, changes }));
  }

  @Route(deleteLecture)
  async deleteLecture({ ctx, params }: Call<typeof deleteLecture>): Promise<void> {
    await this.deletion.run(ctx, { lectureId: id<'lecture'>(params.id) });
  }

  @Route(attachMedia)
  async attachMedia({
    ctx,
    params,
    body,
  }: Call<typeof attachMedia>): Promise<HandlerAnswer<typeof attachMedia>> {
    const input = { lectureId: id<'lecture'>(params.id), mediaId: id<'media'>(body.mediaId) };
    return presentDraftLecture(await this.attachment.run(ctx, input));
  }
}
