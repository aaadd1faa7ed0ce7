import { Db, type Tx } from '@edumaster/database';
import { type Consumer, on } from '@edumaster/events';
import {
  instructorApplicationChanged,
  instructorApplied,
  instructorRejected,
  instructorVerified,
} from '@edumaster/identity';
import { type Ctx, id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { closeApplication, noteMissing, openApplication } from '../store/application-store.ts';

/** The queue of those who want to teach. Events of one person come in their order. */
@Injectable()
export class FollowApplications implements Consumer {
  readonly name = 'moderation.follow-applications';
  readonly reactions = [
    on(instructorApplied.type, instructorApplied.data, (ctx, { data }) => {
      const { submittedAt, userId, ...about } = data;
      const times = { submittedAt: new Date(submittedAt) };
      return this.#write(ctx, (tx) =>
        openApplication(tx, { ...about, ...times, userId: id<'user'>(userId) }),
      );
    }),
    on(instructorApplicationChanged.type, instructorApplicationChanged.data, (ctx, { data }) =>
      this.#write(ctx, (tx) => noteMissing(tx, id<'user'>(data.userId), data.missing)),
    ),
    on(instructorVerified.type, instructorVerified.data, (ctx, { data, metadata }) =>
      this.#close(ctx, data.userId, metadata.timestamp),
    ),
    on(instructorRejected.type, instructorRejected.data, (ctx, { data, metadata }) =>
      this.#close(ctx, data.userId, metadata.timestamp),
    ),
  ];
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  #close(ctx: Ctx, userId: string, at: string): Promise<void> {
    return this.#write(ctx, (tx) => closeApplication(tx, id<'user'>(userId), new Date(at)));
  }

  #write(ctx: Ctx, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.#db.inTx(ctx, work);
  }
}
