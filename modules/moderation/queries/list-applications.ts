import { type Ctx, pageOf } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { listApplications } from '../policy.ts';
import {
  listApplications as listWaiting,
  type WaitingApplication,
} from '../store/application-store.ts';
import { placeOf } from './place-of-cursor.ts';

const defaultLimit = 20;

interface Page {
  readonly cursor: string | undefined;
  readonly limit: number | undefined;
}

interface ApplicationPage {
  readonly items: readonly WaitingApplication[];
  readonly nextCursor: string | null;
}

@Injectable()
export class ListApplications {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Who waits for a decision on teaching, the longest first. */
  async run(ctx: Ctx, { cursor, limit = defaultLimit }: Page): Promise<ApplicationPage> {
    authorize(ctx, listApplications, undefined);
    const after = cursor === undefined ? undefined : placeOf(cursor);
    const rows = await this.#db.inTx(ctx, (tx) => listWaiting(tx, { after, limit: limit + 1 }));
    return pageOf(rows, limit, ({ submittedAt, userId }) => [submittedAt.toISOString(), userId]);
  }
}
