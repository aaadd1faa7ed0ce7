import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { Injectable } from '@nestjs/common';
import { listApplications } from '../contracts.ts';
import { ListApplications } from '../queries/list-applications.ts';

@Injectable()
export class ApplicationRoutes {
  readonly #list: ListApplications;

  constructor(list: ListApplications) {
    this.#list = list;
  }

  @Route(listApplications)
  async list(call: Call<typeof listApplications>): Promise<HandlerAnswer<typeof listApplications>> {
    const { cursor, limit } = call.query;
    const { items, nextCursor } = await this.#list.run(call.ctx, { cursor, limit });
    const shown = items.map(({ submittedAt, ...item }) => ({
      ...item,
      submittedAt: submittedAt.toISOString(),
    }));
    return { items: shown, nextCursor };
  }
}
