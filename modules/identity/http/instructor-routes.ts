import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  applyAsInstructor,
  changeInstructor,
  decideInstructor,
  readApplication,
  readInstructor,
} from '../contracts/instructors.ts';
import { ReadApplication } from '../queries/read-application.ts';
import { ReadInstructor } from '../queries/read-instructor.ts';
import { ApplyAsInstructor } from '../use-cases/apply-as-instructor.ts';
import { ChangeInstructor } from '../use-cases/change-instructor.ts';
import { DecideInstructor } from '../use-cases/decide-instructor.ts';
import { actingUser } from '../use-cases/acting-user.ts';
import { presentParts } from './present-application.ts';

@Injectable()
export class InstructorRoutes {
  readonly #apply: ApplyAsInstructor;
  readonly #change: ChangeInstructor;
  readonly #decide: DecideInstructor;
  readonly #profile: ReadInstructor;
  readonly #application: ReadApplication;

  constructor(
    apply: ApplyAsInstructor,
    change: ChangeInstructor,
    decide: DecideInstructor,
    profile: ReadInstructor,
    application: ReadApplication,
  ) {
    this.#apply = apply;
    this.#change = change;
    this.#decide = decide;
    this.#profile = profile;
    this.#application = application;
  }

  @Route(applyAsInstructor)
  async apply(
    call: Call<typeof applyAsInstructor>,
  ): Promise<HandlerAnswer<typeof applyAsInstructor>> {
    const { ctx, body } = call;
    await this.#apply.run(ctx, { personId: actingUser(ctx), ...body });
    return { status: 'pending' };
  }

  @Route(readInstructor)
  async read(call: Call<typeof readInstructor>): Promise<HandlerAnswer<typeof readInstructor>> {
    const profile = await this.#profile.run(call.ctx, id<'user'>(call.params.userId));
    const { status, avatarUrl, ...same } = profile;
    const picture = avatarUrl === null ? {} : { avatarUrl };
    // Nobody can review a course yet.
    return { ...same, ...picture, verificationStatus: status, rating: null };
  }

  @Route(changeInstructor)
  async change(
    call: Call<typeof changeInstructor>,
  ): Promise<HandlerAnswer<typeof changeInstructor>> {
    const { ctx, params, body } = call;
    const input = { userId: id<'user'>(params.userId), ...body };
    const { headline, bio } = await this.#change.run(ctx, input);
    return { headline, bio };
  }

  @Route(decideInstructor)
  async decide(
    call: Call<typeof decideInstructor>,
  ): Promise<HandlerAnswer<typeof decideInstructor>> {
    const { ctx, params, body } = call;
    const userId = id<'user'>(params.userId);
    const verificationStatus = await this.#decide.run(ctx, { ...body, userId });
    return { userId, verificationStatus };
  }

  @Route(readApplication)
  async readApplication(
    call: Call<typeof readApplication>,
  ): Promise<HandlerAnswer<typeof readApplication>> {
    const userId = id<'user'>(call.params.userId);
    const application = await this.#application.forReview(call.ctx, userId);
    const { contact, instructor, check } = application;
    const { name, email, avatarUrl } = contact;
    return {
      userId,
      name,
      email,
      ...(avatarUrl === null ? {} : { avatarUrl }),
      status: instructor?.status ?? 'pending',
      ...presentParts(application),
      check: check
        ? { ...check, checks: [...check.checks], checkedAt: check.checkedAt.toISOString() }
        : null,
    };
  }
}
