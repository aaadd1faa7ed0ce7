import { answer, type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { enroll, listCourseEnrollments, listUserEnrollments } from '../contracts.ts';
import { ListCourseEnrollments } from '../queries/list-course-enrollments.ts';
import { ListUserEnrollments } from '../queries/list-user-enrollments.ts';
import { ReadEnrollment } from '../queries/read-enrollment.ts';
import { Enroll } from '../use-cases/enroll.ts';
import { presentEnrollment } from './present-enrollment.ts';

@Injectable()
export class EnrollmentRoutes {
  readonly #enroll: Enroll;
  readonly #read: ReadEnrollment;
  readonly #ofCourse: ListCourseEnrollments;
  readonly #ofUser: ListUserEnrollments;

  constructor(
    enrolling: Enroll,
    read: ReadEnrollment,
    ofCourse: ListCourseEnrollments,
    ofUser: ListUserEnrollments,
  ) {
    this.#enroll = enrolling;
    this.#read = read;
    this.#ofCourse = ofCourse;
    this.#ofUser = ofUser;
  }

  @Route(enroll)
  async enroll({ ctx, body }: Call<typeof enroll>): Promise<HandlerAnswer<typeof enroll>> {
    const { enrollment, isNew } = await this.#enroll.run(ctx, { courseId: id(body.courseId) });
    const view = await this.#read.run(ctx, enrollment);
    return answer(isNew ? 201 : 200, presentEnrollment(view));
  }

  @Route(listCourseEnrollments)
  async listOfCourse({
    ctx,
    params,
    query,
  }: Call<typeof listCourseEnrollments>): Promise<HandlerAnswer<typeof listCourseEnrollments>> {
    const page = await this.#ofCourse.run(ctx, { ...query, courseId: id(params.courseId) });
    return { ...page, items: page.items.map(presentEnrollment) };
  }

  @Route(listUserEnrollments)
  async listOfUser({
    ctx,
    params,
    query,
  }: Call<typeof listUserEnrollments>): Promise<HandlerAnswer<typeof listUserEnrollments>> {
    const page = await this.#ofUser.run(ctx, { ...query, userId: id(params.userId) });
    return { ...page, items: page.items.map(presentEnrollment) };
  }
}
