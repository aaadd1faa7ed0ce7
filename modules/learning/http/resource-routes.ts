import { id } from '@edumaster/kernel';
import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { readResources } from '../contracts.ts';
import { ReadResources } from '../use-cases/read-resources.ts';

@Injectable()
export class LectureResourceRoutes {
  readonly #read: ReadResources;

  constructor(read: ReadResources) {
    this.#read = read;
  }

  @Route(readResources)
  async read({
    ctx,
    params,
  }: Call<typeof readResources>): Promise<HandlerAnswer<typeof readResources>> {
    const wanted = {
      courseId: id<'course'>(params.id),
      lectureId: id<'lecture'>(params.lectureId),
    };
    return { items: [...(await this.#read.run(ctx, wanted))] };
  }
}
