import { type Consumer, on } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FollowPurchase } from '../use-cases/follow-purchase.ts';

/** What commerce says of a course that was bought; it stands above this module. */
const purchase = z.object({ paymentId: idSchema, courseId: idSchema, userId: idSchema });

@Injectable()
export class FollowPurchases implements Consumer {
  readonly name = 'learning.follow-purchases';
  readonly reactions = [
    on('course.purchased', purchase, (ctx, { data, metadata }) =>
      this.follow.purchased(ctx, data, new Date(metadata.timestamp)),
    ),
    on('course.refunded', purchase, (ctx, { data, metadata }) =>
      this.follow.refunded(ctx, data, new Date(metadata.timestamp)),
    ),
    on('course.refund_failed', purchase, (ctx, { data, metadata }) =>
      this.follow.restored(ctx, data, new Date(metadata.timestamp)),
    ),
  ];

  constructor(private readonly follow: FollowPurchase) {}
}
