import { userErased } from '@edumaster/identity';
import { type Consumer, on } from '@edumaster/events';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { ForgetLearner } from '../use-cases/forget-learner.ts';

@Injectable()
export class ForgetLearners implements Consumer {
  readonly name = 'learning.forget-learners';
  readonly reactions = [
    on(userErased.type, userErased.data, (ctx, { data }) =>
      this.forget.run(ctx, { userId: id<'user'>(data.userId) }),
    ),
  ];

  constructor(private readonly forget: ForgetLearner) {}
}
