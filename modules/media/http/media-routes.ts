import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import type { Ctx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { encodeMedia, readMedia } from '../contracts.ts';
import { ReadMedia } from '../queries/read-media.ts';
import { EncodeAgain } from '../use-cases/encode-again.ts';

@Injectable()
export class MediaRoutes {
  readonly #read: ReadMedia;

  readonly #encodeAgain: EncodeAgain;

  constructor(read: ReadMedia, encodeAgain: EncodeAgain) {
    this.#read = read;
    this.#encodeAgain = encodeAgain;
  }

  @Route(readMedia)
  async read({ ctx, params }: Call<typeof readMedia>): Promise<HandlerAnswer<typeof readMedia>> {
    return this.#present(ctx, params.id);
  }

  @Route(encodeMedia)
  async encode({
    ctx,
    params,
  }: Call<typeof encodeMedia>): Promise<HandlerAnswer<typeof encodeMedia>> {
    await this.#encodeAgain.run(ctx, params.id);
    return this.#present(ctx, params.id);
  }

  async #present(ctx: Ctx, mediaId: string) {
    const { renditions, error, ...state } = await this.#read.run(ctx, mediaId);
    return { ...state, renditions: [...renditions], ...(error ? { error } : {}) };
  }
}
