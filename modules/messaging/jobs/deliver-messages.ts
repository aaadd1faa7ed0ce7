import type { JobHandler } from '@edumaster/jobs';
import { type Ctx, id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { deliverJob, type DeliverPayload } from '../deliver-job.ts';
import { DeliverMessage } from '../use-cases/deliver-message.ts';

@Injectable()
export class DeliverMessages implements JobHandler<DeliverPayload> {
  readonly job = deliverJob;
  readonly #deliver: DeliverMessage;

  constructor(deliver: DeliverMessage) {
    this.#deliver = deliver;
  }

  run(ctx: Ctx, { deliveryId, details }: DeliverPayload): Promise<void> {
    return this.#deliver.run(ctx, { deliveryId: id<'delivery'>(deliveryId), details });
  }
}
