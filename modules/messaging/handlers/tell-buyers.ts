import { type Consumer, on } from '@edumaster/events';
import { idSchema, moneySchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { amountText } from '../templates/amount-text.ts';
import { QueueDelivery } from '../use-cases/queue-delivery.ts';

const paid = z.object({ userId: idSchema, amount: moneySchema, titles: z.array(z.string()) });
const refunded = z.object({ userId: idSchema, amount: moneySchema, cause: z.string() });

/** Puts aside receipts, and the news that money goes back. */
@Injectable()
export class TellBuyers implements Consumer {
  readonly name = 'messaging.tell-buyers';
  readonly reactions = [
    on('payment.succeeded', paid, (ctx, { id: eventId, data }) => {
      const { userId: subjectId, amount, titles } = data;
      const [title] = titles;
      const details: Record<string, string> = {
        amount: amountText(amount, ctx.locale),
        ...(title === undefined ? {} : { title }),
        others: String(titles.length - 1),
      };
      return this.queue.run(ctx, { eventId, kind: 'payment-receipt', subjectId, details });
    }),
    on('payment.refunded', refunded, (ctx, { id: eventId, data }) => {
      const { userId: subjectId, amount, cause } = data;
      const details = { amount: amountText(amount, ctx.locale), cause };
      return this.queue.run(ctx, { eventId, kind: 'payment-refunded', subjectId, details });
    }),
  ];

  constructor(private readonly queue: QueueDelivery) {}
}
