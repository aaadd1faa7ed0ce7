import { type Consumer, on } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { QueueDelivery } from '../use-cases/queue-delivery.ts';

const requested = z.object({ messageId: idSchema });
const aboutPerson = z.object({ userId: idSchema });
const rejected = z.object({ userId: idSchema, reason: z.string().nullish() });

/** Puts aside what people are to be told of. */
@Injectable()
export class TellPeople implements Consumer {
  readonly name = 'messaging.tell-people';
  readonly reactions = [
    on('user.message_requested', requested, (ctx, { id: eventId, data }) =>
      this.queue.run(ctx, { eventId, kind: 'one-time-message', subjectId: data.messageId }),
    ),
    on('instructor.verified', aboutPerson, (ctx, { id: eventId, data }) =>
      this.queue.run(ctx, { eventId, kind: 'instructor-verified', subjectId: data.userId }),
    ),
    on('instructor.rejected', rejected, (ctx, { id: eventId, data }) => {
      const { userId: subjectId, reason } = data;
      const details: Record<string, string> = reason ? { reason } : {};
      return this.queue.run(ctx, { eventId, kind: 'instructor-rejected', subjectId, details });
    }),
  ];

  constructor(private readonly queue: QueueDelivery) {}
}
