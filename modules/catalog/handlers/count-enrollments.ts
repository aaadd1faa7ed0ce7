import { id } from '@edumaster/kernel';
import { idSchema } from '@edumaster/kernel/schemas';
import { type Consumer, on } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CountEnrollment } from '../use-cases/count-enrollment.ts';

const accessGranted = z.object({ courseId: idSchema });

@Injectable()
export class CountEnrollments implements Consumer {
  readonly name = 'catalog.count-enrollments';
  readonly reactions = [
    on('course.access_granted', accessGranted, (ctx, { data }) =>
      this.count.run(ctx, { courseId: id<'course'>(data.courseId) }),
    ),
  ];

  constructor(private readonly count: CountEnrollment) {}
}
