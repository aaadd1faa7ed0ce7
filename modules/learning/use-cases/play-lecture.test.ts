import type { Ctx } from '@edumaster/kernel';
import type { CourseCurriculum } from '@edumaster/catalog';
import { type CurriculumOptions, curriculumOf } from '@edumaster/catalog/testing';
import { FakeSignals } from '@edumaster/signals/fake';
import { eventually, useDatabase } from '@edumaster/testkit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { learningModule } from '../module.ts';
import { learningWorld } from '../testing/learning-world.ts';

const { name, migrations } = learningModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

describe('playing a lecture', () => {
  let world: ReturnType<typeof learningWorld>;
  beforeEach(() => {
    world = learningWorld(database);
  });

  const lectureOf = (course: CourseCurriculum, index = 0) => {
    const lecture = course.lectures[index];
    if (!lecture) throw new Error(`the course has no lecture ${index}`);
    return { courseId: course.courseId, lectureId: lecture.id };
  };

  /** Every video lecture of it can be played. */
  function playable(ctx: Ctx, options: CurriculumOptions = {}): CourseCurriculum {
    const { lectures = [{}], ...rest } = options;
    const videos = lectures.map((lecture) => ({ mediaId: world.media.add(ctx).id, ...lecture }));
    return curriculumOf({ ...rest, lectures: videos });
  }

  it('resumes where the learner stopped, and starts over after the end', async () => {
    const ctx = database.tenantCtx();
    const course = playable(ctx);
    world.catalog.addPublished(ctx, course);
    await world.enroll.run(ctx, { courseId: course.courseId });
    expect(await world.play.run(ctx, lectureOf(course))).toMatchObject({ resumeAt: 0 });
    await world.record.run(ctx, [{ ...lectureOf(course), timestamp: 37.25, playedSeconds: 37 }]);
    const playback = await world.play.run(ctx, lectureOf(course));
    expect(playback).toMatchObject({ resumeAt: 37.25 });
    expect(playback.manifestUrl).toContain(course.lectures[0]?.mediaId);
    await world.record.run(ctx, [{ ...lectureOf(course), timestamp: 99.5, playedSeconds: 1 }]);
    expect(await world.play.run(ctx, lectureOf(course))).toMatchObject({ resumeAt: 0 });
  });

  it('says once a visit that it began', async () => {
    const ctx = database.tenantCtx();
    const course = playable(ctx);
    world.catalog.addPublished(ctx, course);
    await world.enroll.run(ctx, { courseId: course.courseId });
    const later = (minutes: number): Ctx => ({
      ...ctx,
      now: new Date(ctx.now.getTime() + minutes * 60_000),
    });
    await Promise.all([1, 2, 3].map(() => world.play.run(ctx, lectureOf(course))));
    await world.play.run(later(9), lectureOf(course));
    await world.play.run(later(60), lectureOf(course));
    const { rows } = await database.owner.query(
      `select 1 from events.log
       where type = 'playback.started' and payload ->> 'courseId' = $1`,
      [course.courseId],
    );
    expect(rows).toHaveLength(2);
  });

  it('has not begun for one who waits until the video can be played', async () => {
    const ctx = database.tenantCtx();
    const mediaId = world.media.add(ctx, { status: 'processing' }).id;
    const course = curriculumOf({ lectures: [{ mediaId }] });
    world.catalog.addPublished(ctx, course);
    await world.enroll.run(ctx, { courseId: course.courseId });
    const waiting = await world.play.run(ctx, lectureOf(course));
    expect(waiting).toMatchObject({ manifestUrl: null, progress: 0, resumeAt: 0 });
    const { rows } = await database.owner.query(
      `select 1 from events.log
       where type = 'playback.started' and payload ->> 'courseId' = $1`,
      [course.courseId],
    );
    expect(rows).toEqual([]);
  });

  it('is for those who are enrolled, except for previews', async () => {
    const ctx = database.tenantCtx();
    const course = playable(ctx, { lectures: [{ isPreview: true }, {}] });
    world.catalog.addPublished(ctx, course);
    const anonymous: Ctx = { ...ctx, actor: { kind: 'anonymous' } };
    expect(await world.play.run(anonymous, lectureOf(course, 0))).toMatchObject({ resumeAt: 0 });
    expect(await world.play.run(ctx, lectureOf(course, 0))).toMatchObject({ resumeAt: 0 });
    await expect(world.play.run(ctx, lectureOf(course, 1))).rejects.toMatchObject({
      code: 'not_enrolled',
    });
    await expect(world.play.run(anonymous, lectureOf(course, 1))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('gives the draft to those who teach the course and the published version to the others', async () => {
    const ctx = database.tenantCtx({ roles: ['instructor'] });
    const instructorId = ctx.actor.kind === 'user' ? ctx.actor.userId : undefined;
    const course = playable(ctx, instructorId ? { instructorId } : {});
    const draft = playable(ctx, { lectures: [{}, {}] });
    const next = { ...course, lectures: [...course.lectures, ...draft.lectures] };
    world.catalog.addPublished(ctx, course);
    world.catalog.addDraft(ctx, next);
    expect(await world.play.run(ctx, lectureOf(next, 1))).toMatchObject({ resumeAt: 0 });
    const student = database.tenantCtx();
    await world.enroll.run(student, { courseId: course.courseId });
    await expect(world.play.run(student, lectureOf(next, 1))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is refused to somebody whose access was taken away, although it was just given', async () => {
    const remembering = learningWorld(database, await database.signals());
    const ctx = database.tenantCtx();
    const course = curriculumOf({ lectures: [{ mediaId: remembering.media.add(ctx).id }] });
    remembering.catalog.addPublished(ctx, course);
    await remembering.enroll.run(ctx, { courseId: course.courseId });
    const play = () => remembering.play.run(ctx, lectureOf(course));
    await play();
    await play();
    await database.owner.query(
      `update learning.enrollments set status = 'revoked' where course_id = $1`,
      [course.courseId],
    );
    await eventually('the refusal', () =>
      play().then(
        () => undefined,
        (error: unknown) => ({ error }),
      ),
    ).then(({ error }) => expect(error).toMatchObject({ code: 'not_enrolled' }));
  });

  it('is refused after a moment although the signal of it was lost', async () => {
    const signals = new FakeSignals();
    const deaf = learningWorld(database, signals);
    const ctx = database.tenantCtx();
    const course = curriculumOf({ lectures: [{ mediaId: deaf.media.add(ctx).id }] });
    deaf.catalog.addPublished(ctx, course);
    await deaf.enroll.run(ctx, { courseId: course.courseId });
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const play = () => deaf.play.run(ctx, lectureOf(course));
      const revoke = (status: string) =>
        database.owner.query(`update learning.enrollments set status = $2 where course_id = $1`, [
          course.courseId,
          status,
        ]);
      await play();
      await revoke('revoked');
      vi.advanceTimersByTime(800);
      // Believed for as long as nothing was heard.
      await play();
      vi.advanceTimersByTime(200);
      await expect(play()).rejects.toMatchObject({ code: 'not_enrolled' });
      await revoke('active');
      await play();
    } finally {
      vi.useRealTimers();
    }
  });

  it('knows nothing of another tenant, and of no video where there is none', async () => {
    const ctx = database.tenantCtx();
    const course = curriculumOf({
      lectures: [{ kind: 'article', mediaId: null, isPreview: true }],
    });
    world.catalog.addPublished(ctx, course);
    await expect(world.play.run(ctx, lectureOf(course))).rejects.toMatchObject({
      code: 'lecture_has_no_video',
    });
    const stranger = database.tenantCtx({ tenant: 'second' });
    await expect(world.play.run(stranger, lectureOf(course))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
