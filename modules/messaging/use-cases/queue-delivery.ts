import { Db } from '@edumaster/database';
import { Jobs } from '@edumaster/jobs';
import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { deliverJob } from '../deliver-job.ts';
import type { DeliveryKind } from '../domain/delivery.ts';
import { insertDelivery } from '../store/delivery-store.ts';

interface Reason {
  readonly eventId: Id<'event'>;
  readonly kind: DeliveryKind;
  /** Of the one-time message, else of the person who is told. */
  readonly subjectId: string;
  /** What of the event is told; no link and no code. */
  readonly details?: Readonly<Record<string, string>>;
}

/** Puts a message aside to be sent, once an event. */
@Injectable()
export class QueueDelivery {
  readonly #db: Db;
  readonly #jobs: Jobs;

  constructor(db: Db, jobs: Jobs) {
    this.#db = db;
    this.#jobs = jobs;
  }

  async run(ctx: Ctx, { details = {}, ...reason }: Reason): Promise<void> {
    const id = newId<'delivery'>(ctx.now.getTime());
    await this.#db.inTx(ctx, async (tx) => {
      const isNew = await insertDelivery(tx, { id, ...reason, createdAt: ctx.now });
      if (isNew) await this.#jobs.enqueue(tx, deliverJob, { deliveryId: id, details });
    });
  }
}
