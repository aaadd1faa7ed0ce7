import { userErased } from '@edumaster/identity';
import { type Consumer, on } from '@edumaster/events';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { ForgetInstructor } from '../use-cases/forget-instructor.ts';

@Injectable()
export class ForgetInstructors implements Consumer {
  readonly name = 'catalog.forget-instructors';
  readonly reactions = [
    on(userErased.type, userErased.data, (ctx, { data }) =>
      this.forget.run(ctx, { userId: id<'user'>(data.userId) }),
    ),
  ];

  constructor(private readonly forget: ForgetInstructor) {}
}
