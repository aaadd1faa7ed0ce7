import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { readMedia } from '../contracts.ts';
import { ReadMedia } from '../queries/read-media.ts';

@Injectable()
export class MediaRoutes {
  readonly #read: ReadMedia;

  constructor(read: ReadMedia) {
    this.#read = read;
  }

  @Route(readMedia)
  async read({ ctx, params }: Call<typeof readMedia>): Promise<HandlerAnswer<typeof readMedia>> {
    const { renditions, error, ...state } = await this.#read.run(ctx, params.id);
    return { ...state, renditions: [...renditions], ...(error ? { error } : {}) };
  }
}
