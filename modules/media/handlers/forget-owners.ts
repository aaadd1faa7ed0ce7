import { userErased } from '@edumaster/identity';
import { type Consumer, on } from '@edumaster/events';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { ForgetOwner } from '../use-cases/forget-owner.ts';

@Injectable()
export class ForgetOwners implements Consumer {
  readonly name = 'media.forget-owners';
  readonly reactions = [
    on(userErased.type, userErased.data, (ctx, { data }) =>
      this.forget.run(ctx, { userId: id<'user'>(data.userId) }),
    ),
  ];

  constructor(private readonly forget: ForgetOwner) {}
}
