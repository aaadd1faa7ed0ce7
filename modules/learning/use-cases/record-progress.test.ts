import { type Ctx, newId } from '@edumaster/kernel';
import type { CourseCurriculum } from '@edumaster/catalog';
import { type CurriculumOptions, curriculumOf } from '@edumaster/catalog/testing';
import { useDatabase } from '@edumaster/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { AnnounceCompletions } from '../jobs/announce-completions.ts';
import { learningModule } from '../module.ts';
import { learningWorld } from '../testing/learning-world.ts';
import type { ReportedEvent } from './record-progress.ts';

const { name, migrations } = learningModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

describe('progress', () => {
  let world: ReturnType<typeof learningWorld>;
  beforeEach(() => {
    world = learningWorld(database);
  });

  const lectureOf = (course: CourseCurriculum, index = 0) => {
    const lecture = course.lectures[index];
    if (!lecture) throw new Error(`the course has no lecture ${index}`);
    return { courseId: course.courseId, lectureId: lecture.id };
  };

  const userOf = (ctx: Ctx) => {
    if (ctx.actor.kind !== 'user') throw new Error('nobody is signed in');
    return ctx.actor.userId;
  };

  async function enrolled(options?: CurriculumOptions, tenant: 'first' | 'second' = 'first') {
    const ctx = database.tenantCtx({ tenant });
    const course = curriculumOf(options);
    world.catalog.addPublished(ctx, course);
    await world.enroll.run(ctx, { courseId: course.courseId });
    const read = () => world.read.run(ctx, { userId: userOf(ctx), courseId: course.courseId });
    const report = (event: Omit<ReportedEvent, 'courseId' | 'lectureId'>, index = 0) =>
      world.record.run(ctx, [{ ...lectureOf(course, index), ...event }]);
    return { ctx, course, read, report };
  }

  async function published(type: string, userId: string): Promise<number> {
    const { rows } = await database.owner.query<{ count: number }>(
      'select count(*)::int from events.log where type = $1 and aggregateid = $2',
      [type, userId],
    );
    return rows[0]?.count ?? 0;
  }

  it('is there as soon as it is acknowledged', async () => {
    const { course, read, report } = await enrolled();
    await report({ timestamp: 12.5, playedSeconds: 10 });
    expect(await read()).toEqual({
      completionPercentage: 0,
      lastLectureId: course.lectures[0]?.id,
      lectures: [
        {
          lectureId: course.lectures[0]?.id,
          lastTimestamp: 12.5,
          watchedPercentage: 10,
          completedAt: null,
        },
      ],
    });
  });

  it('completes a video when 90 % of it was watched, counting each second once', async () => {
    const { ctx, read, report } = await enrolled();
    await report({ timestamp: 60, playedSeconds: 60 });
    await report({ timestamp: 60, playedSeconds: 60 });
    expect((await read()).lectures[0]).toMatchObject({ watchedPercentage: 60, completedAt: null });
    await report({ timestamp: 89.9, playedSeconds: 35 });
    expect((await read()).completionPercentage).toBe(0);
    await report({ timestamp: 100, playedSeconds: 10 });
    expect(await read()).toMatchObject({ completionPercentage: 100 });
    await report({ timestamp: 100, playedSeconds: 100 });
    expect(await published('lecture.completed', userOf(ctx))).toBe(1);
    expect(await published('playback.completed', userOf(ctx))).toBe(1);
    expect(await published('course.completed', userOf(ctx))).toBe(1);
  });

  it('lets the time of the event decide, not of its arrival', async () => {
    const { ctx, read, report } = await enrolled();
    const at = (seconds: number) => new Date(ctx.now.getTime() - seconds * 1_000).toISOString();
    await report({ timestamp: 50, playedSeconds: 5, clientTime: at(10) });
    await report({ timestamp: 20, playedSeconds: 5, clientTime: at(40) });
    expect((await read()).lectures[0]).toMatchObject({ lastTimestamp: 50, watchedPercentage: 10 });
    await report({ timestamp: 5, playedSeconds: 1, clientTime: at(2) });
    expect((await read()).lectures[0]?.lastTimestamp).toBe(5);
  });

  it('takes a repeat of an event for what it is, also when both come at once', async () => {
    const { read, report } = await enrolled();
    const event = { timestamp: 30, playedSeconds: 10, eventId: 'beat-1' };
    const first = await Promise.all([report(event), report(event), report(event)]);
    expect(first.reduce((sum, accepted) => sum + accepted, 0)).toBe(1);
    await report({ timestamp: 40, playedSeconds: 10, eventId: 'beat-2' });
    expect(await report(event)).toBe(0);
    expect((await read()).lectures[0]).toMatchObject({ lastTimestamp: 40, watchedPercentage: 20 });
  });

  it('believes a player that does not say what it played, but not a jump', async () => {
    const { ctx, read, report } = await enrolled();
    const at = (seconds: number) => new Date(ctx.now.getTime() - seconds * 1_000).toISOString();
    await report({ timestamp: 0, clientTime: at(100) });
    await report({ timestamp: 10, clientTime: at(90) });
    await report({ timestamp: 20, clientTime: at(80) });
    await report({ timestamp: 95, clientTime: at(70) });
    expect((await read()).lectures[0]).toMatchObject({ lastTimestamp: 95, watchedPercentage: 20 });
  });

  it('adds up a hundred heartbeats at the same moment, of both tenants', async () => {
    const first = await enrolled();
    const second = await enrolled({}, 'second');
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        Promise.all([
          first.report({ timestamp: index + 1, playedSeconds: 1, eventId: `a${index}` }),
          second.report({ timestamp: (index + 1) / 2, playedSeconds: 0.5, eventId: `b${index}` }),
        ]),
      ),
    );
    expect((await first.read()).lectures[0]?.watchedPercentage).toBe(50);
    expect((await second.read()).lectures[0]?.watchedPercentage).toBe(25);
    const { rows } = await database.owner.query(
      'select count(*)::int from learning.progress_events where user_id = any($1)',
      [[userOf(first.ctx), userOf(second.ctx)]],
    );
    expect(rows[0]).toEqual({ count: 100 });
  });

  it('is refused without an active enrollment, of somebody else, and of an unknown lecture', async () => {
    const { ctx, course, report } = await enrolled();
    const stranger = database.tenantCtx();
    const event = { ...lectureOf(course), timestamp: 1 };
    await expect(world.record.run(stranger, [event])).rejects.toMatchObject({
      code: 'not_enrolled',
    });
    await expect(report({ timestamp: 1, userId: userOf(stranger) })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const unknown = { ...event, lectureId: newId<'lecture'>() };
    await expect(world.record.run(ctx, [unknown])).rejects.toMatchObject({ code: 'not_found' });
    await database.owner.query(
      `update learning.enrollments set expires_at = now() - interval '1 s' where course_id = $1`,
      [course.courseId],
    );
    await expect(report({ timestamp: 1 })).rejects.toMatchObject({ code: 'not_enrolled' });
  });

  it('of one learner is nothing to the second tenant, whose rows the database does not show', async () => {
    const { ctx, course, report } = await enrolled();
    await report({ timestamp: 50, playedSeconds: 50 });
    const stranger = { ...database.tenantCtx({ tenant: 'second' }), actor: ctx.actor };
    world.catalog.addPublished(stranger, course);
    const seen = await world.read.run(stranger, {
      userId: userOf(ctx),
      courseId: course.courseId,
    });
    expect(seen).toEqual({ completionPercentage: 0, lastLectureId: null, lectures: [] });
    for (const table of [
      'enrollments',
      'progress_events',
      'lecture_progress',
      'course_completions',
    ]) {
      const rows = await database.db.inTx(stranger, (tx) =>
        tx.rows({
          text: `select 1 from learning.${table} where user_id = $1`,
          values: [userOf(ctx)],
        }),
      );
      expect(rows, table).toEqual([]);
    }
  });

  it('completes the course once when its last two lectures end at the same moment', async () => {
    const { ctx, course, read } = await enrolled({
      lectures: [{}, { kind: 'article', mediaId: null }, { kind: 'article', mediaId: null }],
    });
    await world.record.run(ctx, [{ ...lectureOf(course), timestamp: 95, playedSeconds: 95 }]);
    await Promise.all(
      [1, 2].map((index) =>
        world.complete.run(ctx, { ...lectureOf(course, index), isCompleted: true }),
      ),
    );
    expect((await read()).completionPercentage).toBe(100);
    expect(await published('lecture.completed', userOf(ctx))).toBe(3);
    expect(await published('course.completed', userOf(ctx))).toBe(1);
  });

  it('takes a mark back without telling it twice', async () => {
    const { ctx, course, read } = await enrolled({
      lectures: [{ kind: 'article', mediaId: null }],
    });
    const mark = (isCompleted: boolean) =>
      world.complete.run(ctx, { ...lectureOf(course), isCompleted });
    expect(await mark(true)).toMatchObject({ completionPercentage: 100 });
    expect(await mark(false)).toMatchObject({ completionPercentage: 0, completedAt: null });
    expect((await read()).completionPercentage).toBe(0);
    await mark(true);
    expect(await published('lecture.completed', userOf(ctx))).toBe(1);
  });

  it('publishes later what a crash kept from being published', async () => {
    const { ctx, course } = await enrolled();
    const { lectureId, courseId } = lectureOf(course);
    await world.log.append(ctx, {
      id: newId(),
      userId: userOf(ctx),
      courseId,
      lectureId,
      eventKey: null,
      durationSeconds: 100,
      positionSeconds: 100,
      playedSeconds: 100,
      eventAt: ctx.now,
    });
    expect(await published('lecture.completed', userOf(ctx))).toBe(0);
    const cron = new AnnounceCompletions(database.db, world.announce);
    await cron.run(new AbortController().signal, 'platform');
    await cron.run(new AbortController().signal, 'platform');
    expect(await published('lecture.completed', userOf(ctx))).toBe(1);
  });
});
