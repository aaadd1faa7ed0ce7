import { type Call, FileAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { readDocument } from '../contracts.ts';
import { OpenDocument } from '../use-cases/open-document.ts';

@Injectable()
export class DocumentRoutes {
  readonly #open: OpenDocument;

  constructor(open: OpenDocument) {
    this.#open = open;
  }

  @Route(readDocument)
  async read({ ctx, params }: Call<typeof readDocument>): Promise<FileAnswer> {
    return new FileAnswer(await this.#open.run(ctx, { userId: params.userId, mediaId: params.id }));
  }
}
