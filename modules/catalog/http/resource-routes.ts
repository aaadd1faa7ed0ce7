import { id } from '@edumaster/kernel';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { attachResource, removeResource, renameResource } from '../contracts/resource-routes.ts';
import { AttachResource } from '../use-cases/attach-resource.ts';
import { RemoveResource, RenameResource } from '../use-cases/change-resource.ts';
import { presentResource } from './present-course.ts';

@Injectable()
export class ResourceRoutes {
  constructor(
    private readonly attachment: AttachResource,
    private readonly renaming: RenameResource,
    private readonly removal: RemoveResource,
  ) {}

  @Route(attachResource)
  async attach({
    ctx,
    params,
    body,
  }: Call<typeof attachResource>): Promise<HandlerAnswer<typeof attachResource>> {
    const { title } = body;
    const input = {
      lectureId: id<'lecture'>(params.id),
      mediaId: id<'media'>(body.mediaId),
      title,
    };
    return presentResource(await this.attachment.run(ctx, input));
  }

  @Route(renameResource)
  async rename({
    ctx,
    params,
    body,
  }: Call<typeof renameResource>): Promise<HandlerAnswer<typeof renameResource>> {
    const input = { resourceId: id<'resource'>(params.id), title: body.title };
    return presentResource(await this.renaming.run(ctx, input));
  }

  @Route(removeResource)
  async remove({ ctx, params }: Call<typeof removeResource>): Promise<void> {
    await this.removal.run(ctx, { resourceId: id<'resource'>(params.id) });
  }
}
