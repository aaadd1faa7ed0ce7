import type { CourseCurriculum } from '@edumaster/catalog';
import { curriculumOf } from '@edumaster/catalog/testing';
import { type Ctx, type Id } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { learningModule } from '../module.ts';
import { learningWorld, serveLearning } from '../testing/learning-world.ts';

const { name, migrations } = learningModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const userOf = (ctx: Ctx): Id<'user'> => {
  if (ctx.actor.kind !== 'user') throw new Error('nobody is signed in');
  return ctx.actor.userId;
};

describe('transcripts of lectures', () => {
  let app: FastifyInstance;
  let world: ReturnType<typeof learningWorld>;
  let caller: Ctx;
  let student: Ctx;
  let teacher: Ctx;

  beforeAll(() => {
    app = fastify();
  });
  beforeEach(async () => {
    await app.close();
    app = fastify();
    world = learningWorld(database);
    serveLearning(app, world, () => caller);
    student = database.tenantCtx();
    teacher = database.tenantCtx({ roles: ['instructor'] });
    caller = student;
  });
  afterAll(() => app.close());

  /** A course whose one lecture says this, in the catalog of the tenant. */
  function course(title: string, text: string, by = teacher): CourseCurriculum {
    const video = world.media.add(by);
    world.media.caption(by, video.id, [
      { startMs: 1_500, endMs: 2_500, text: `${text} one` },
      { startMs: 3_000, endMs: 4_000, text: `${text} two` },
    ]);
    const made = curriculumOf({
      title,
      instructorId: userOf(by),
      lectures: [{ mediaId: video.id, title: `Lecture of ${title}` }],
    });
    world.catalog.addPublished(by, made);
    return made;
  }

  const enroll = (ctx: Ctx, { courseId }: CourseCurriculum, expiresAt?: Date) =>
    world.grantAccess.run(ctx, {
      courseId,
      userId: userOf(ctx),
      scope: 'lifetime',
      purchasedAt: ctx.now,
      expiresAt: expiresAt ?? null,
    });

  async function search(query: Record<string, string>) {
    const answer = await app.inject({ url: `/api/v1/transcripts?${new URLSearchParams(query)}` });
    return { status: answer.statusCode, body: answer.json() };
  }
  const lecturesFound = async (query: Record<string, string>) =>
    (await search(query)).body.items.map((item: { courseTitle: string }) => item.courseTitle);

  it('are found in the courses that one is in, with the second', async () => {
    const knots = course('Knots', 'the bowline holds');
    await enroll(student, knots);
    const { body } = await search({ q: 'bowl' });
    expect(body.items[0]).toEqual({
      courseId: knots.courseId,
      courseTitle: 'Knots',
      lectureId: knots.lectures[0]?.id,
      lectureTitle: 'Lecture of Knots',
      language: 'en',
      startSeconds: 1.5,
      parts: [
        { text: 'the ', isHit: false },
        { text: 'bowline', isHit: true },
        { text: ' holds one', isHit: false },
      ],
    });
    expect(body.items).toHaveLength(2);
  });

  it('are not found where one is not, is no longer, or was put out', async () => {
    const free = course('Never enrolled', 'a bowline');
    const over = course('Expired', 'a bowline');
    const lost = course('Withdrawn', 'a bowline');
    const current = course('Current', 'a bowline');
    await enroll(student, over, new Date(student.now.getTime() - 1_000));
    await enroll(student, lost);
    await enroll(student, current);
    await database.pools.system.query(
      `update learning.enrollments set status = 'revoked' where course_id = $1`,
      [lost.courseId],
    );
    expect(await lecturesFound({ q: 'bowline' })).toEqual(['Current', 'Current']);
    for (const { courseId } of [free, over, lost]) {
      const refused = await search({ q: 'bowline', courseId });
      expect([refused.status, refused.body.code]).toEqual([403, 'not_enrolled']);
    }
    const inside = await lecturesFound({ q: 'bowline', courseId: current.courseId });
    expect(inside).toEqual(['Current', 'Current']);
  });

  it('are found by those who teach, in drafts too, and by nobody else there', async () => {
    const knots = course('Knots', 'a bowline');
    const video = world.media.add(teacher);
    world.media.caption(teacher, video.id, [{ startMs: 0, endMs: 900, text: 'secret hitch' }]);
    const next = curriculumOf({ lectures: [{ mediaId: video.id, title: 'Next' }] });
    world.catalog.addDraft(teacher, { ...knots, lectures: [...knots.lectures, ...next.lectures] });
    await enroll(student, knots);
    expect(await lecturesFound({ q: 'hitch' })).toEqual([]);
    expect(await lecturesFound({ q: 'hitch', courseId: knots.courseId })).toEqual([]);
    caller = teacher;
    expect(await lecturesFound({ q: 'hitch' })).toEqual(['Knots']);
    expect(await lecturesFound({ q: 'hitch', courseId: knots.courseId })).toEqual(['Knots']);
    caller = database.tenantCtx({ roles: ['instructor'] });
    expect(await lecturesFound({ q: 'hitch' })).toEqual([]);
    caller = database.tenantCtx({ roles: ['moderator'] });
    expect(await lecturesFound({ q: 'hitch', courseId: knots.courseId })).toEqual(['Knots']);
  });

  it('of another tenant are not there', async () => {
    const knots = course('Knots', 'a bowline');
    await enroll(student, knots);
    const { actor } = student;
    caller = { ...database.tenantCtx({ tenant: 'second' }), actor };
    expect(await lecturesFound({ q: 'bowline' })).toEqual([]);
    expect((await search({ q: 'bowline', courseId: knots.courseId })).status).toBe(404);
  });

  it('go page by page, also when a course is added meanwhile', async () => {
    await enroll(student, course('First', 'a bowline'));
    await enroll(student, course('Second', 'a bowline'));
    const first = (await search({ q: 'bowline', limit: '3' })).body;
    expect(first.items.map((item: { courseTitle: string }) => item.courseTitle)).toEqual([
      'Second',
      'Second',
      'First',
    ]);
    await enroll(student, course('Third', 'a bowline'));
    const rest = (await search({ q: 'bowline', limit: '3', cursor: first.nextCursor })).body;
    expect(rest.items.map((item: { courseTitle: string }) => item.courseTitle)).toEqual(['First']);
    expect(rest.nextCursor).toBeNull();
    const forged = Buffer.from('["x",1,1,"y",1]').toString('base64url');
    expect((await search({ q: 'bowline', cursor: forged })).status).toBe(422);
  });

  it('are for those who are signed in, and for a question', async () => {
    expect((await search({ q: '  ' })).status).toBe(422);
    caller = { ...student, actor: { kind: 'anonymous' } };
    expect((await search({ q: 'x' })).status).toBe(401);
  });

  it('are read by those who may watch the lecture', async () => {
    const knots = course('Knots', 'a bowline');
    const url = `/api/v1/courses/${knots.courseId}/lectures/${knots.lectures[0]?.id}/transcript`;
    expect((await app.inject({ url })).statusCode).toBe(403);
    await enroll(student, knots);
    const answer = await app.inject({ url: `${url}?language=en` });
    expect(answer.json()).toMatchObject({
      language: 'en',
      tracks: [{ language: 'en', label: 'English', isAutomatic: false }],
      cues: [{ startMs: 1_500, endMs: 2_500, text: 'a bowline one' }, { startMs: 3_000 }],
    });
    caller = database.tenantCtx({ tenant: 'second' });
    expect((await app.inject({ url })).statusCode).toBe(404);
    caller = { ...student, actor: { kind: 'anonymous' } };
    expect((await app.inject({ url })).statusCode).toBe(401);
    const preview = curriculumOf({
      lectures: [{ isPreview: true, mediaId: world.media.add(teacher).id }],
    });
    world.catalog.addPublished(teacher, preview);
    const open = `/api/v1/courses/${preview.courseId}/lectures/${preview.lectures[0]?.id}/transcript`;
    expect((await app.inject({ url: open })).json()).toEqual({
      tracks: [],
      language: null,
      cues: [],
    });
  });
});
