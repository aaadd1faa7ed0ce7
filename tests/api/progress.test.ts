import { beforeAll, describe, expect, inject, test } from 'vitest';
import { problemOf, refusedFields } from '../running-server/problem.ts';
import { demoVisitor, json, newVisitor, visitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);
let courseId: string;
let videoId: string;
let articleId: string;

beforeAll(async () => {
  const course = await nobody.api.getCourse({ params: { id: 'web-video-from-first-principles' } });
  const lectures = course.sections.flatMap((section) => section.lectures);
  courseId = course.id;
  videoId = lectures.find(({ kind }) => kind === 'video')?.id ?? '';
  articleId = lectures.find(({ kind }) => kind === 'article')?.id ?? '';
});

async function learner(): Promise<Visitor> {
  const person = await newVisitor(url);
  await person.api.enroll({ body: { courseId } });
  return person;
}

const send = (by: Visitor, body: unknown) => by.send('/api/v1/progress', json('POST', body));

async function report(by: Visitor, ...events: readonly object[]): Promise<number> {
  const full = events.map((event) => ({ courseId, videoId, ...event }));
  const response = await send(by, full.length === 1 ? full[0] : { events: full });
  expect(response.status).toBe(202);
  return (await response.json()).accepted;
}

async function position(by: Visitor): Promise<number | undefined> {
  const params = { userId: by.userId, courseId };
  const { lectures } = await by.api.readCourseProgress({ params });
  return lectures.find(({ lectureId }) => lectureId === videoId)?.lastTimestamp;
}

describe('enrolling', () => {
  test('is 201 once and 200 after that, with the same enrollment', async () => {
    const person = await newVisitor(url);
    const enroll = () => person.send('/api/v1/enrollments', json('POST', { courseId }));
    const first = await enroll();
    const enrollment = await first.json();
    expect(first.status).toBe(201);
    expect(enrollment).toEqual({
      id: expect.any(String),
      courseId,
      userId: person.userId,
      scope: 'lifetime',
      status: 'active',
      purchasedAt: expect.stringMatching(/Z$/),
      expiresAt: null,
      lastAccessedAt: null,
      completionPercentage: 0,
    });
    const second = await enroll();
    expect([second.status, await second.json()]).toMatchObject([200, { id: enrollment.id }]);

    const list = `/api/v1/users/${person.userId}/enrollments`;
    expect(await (await person.send(list)).json()).toMatchObject({
      items: [{ id: enrollment.id, courseId }],
      nextCursor: null,
    });
    expect((await (await learner()).send(list)).status).toBe(403);
    expect((await person.send(`/api/v1/courses/${courseId}/enrollments`)).status).toBe(403);
    const instructor = await demoVisitor(url, 'instructor');
    const { items } = await instructor.api.listCourseEnrollments({
      params: { courseId },
      query: {},
    });
    expect(items.map(({ courseId: of }) => of)).toContain(courseId);
  });

  test('is 402 for a paid course, with the way to its checkout, and 404 for none', async () => {
    const person = await newVisitor(url);
    const { items } = await nobody.api.searchCourses({ query: { price: 'paid', limit: 1 } });
    const paid = json('POST', { courseId: items[0]?.id });
    const problem = await problemOf(await person.send('/api/v1/enrollments', paid));
    expect(problem.status).toBe(402);
    expect(problem['checkoutUrl']).toContain(items[0]?.id);
    const none = json('POST', { courseId: crypto.randomUUID() });
    expect((await person.send('/api/v1/enrollments', none)).status).toBe(404);
  });
});

describe('progress', () => {
  test('keeps the fraction of a second, alone and among several', async () => {
    const person = await learner();
    expect(await position(person)).toBeUndefined();
    expect(await report(person, { timestamp: 1.25, playedSeconds: 1.25 })).toBe(1);
    expect(await position(person)).toBe(1.25);
    expect(await report(person, { timestamp: 1.5 }, { timestamp: 2.125 })).toBe(2);
    expect(await position(person)).toBe(2.125);
    const params = { id: courseId, lectureId: videoId };
    expect((await person.api.playLecture({ params })).resumeAt).toBe(2.125);
  });

  test('counts an event once, however often and at once it is sent', async () => {
    const person = await learner();
    const event = { timestamp: 2, playedSeconds: 2, eventId: crypto.randomUUID() };
    const counts = await Promise.all(Array.from({ length: 10 }, () => report(person, event)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await report(person, { ...event, timestamp: 3 })).toBe(0);
    expect(await position(person)).toBe(2);
  });

  test('goes by the time at which it happened, not at which it arrived', async () => {
    const person = await learner();
    const at = (seconds: number) => new Date(Date.now() - 60_000 + seconds * 1_000).toISOString();
    await report(person, { timestamp: 3, clientTime: at(20) });
    await report(person, { timestamp: 1, clientTime: at(10) });
    expect(await position(person)).toBe(3);
    const turned = [
      { timestamp: 2.5, clientTime: at(40) },
      { timestamp: 1.5, clientTime: at(30) },
    ];
    await report(person, ...turned);
    expect(await position(person)).toBe(2.5);
    await report(person, { timestamp: 1, clientTime: '2099-01-01T00:00:00Z' });
    await report(person, { timestamp: 2 });
    expect(await position(person)).toBe(2);
  });

  test('is one’s own, in a course that one is enrolled in', async () => {
    const person = await learner();
    const event = { courseId, videoId, timestamp: 1 };
    const { userId } = person;
    expect((await send(person, { ...event, userId })).status).toBe(202);
    const other = await newVisitor(url);
    for (const body of [{ ...event, userId }, { events: [event, { ...event, userId }] }]) {
      expect((await problemOf(await send(other, body))).code).toBe('forbidden');
    }
    expect((await problemOf(await send(other, event))).code).toBe('not_enrolled');
    expect((await problemOf(await send(nobody, event))).status).toBe(401);
    const unknown = { ...event, videoId: crypto.randomUUID() };
    expect((await problemOf(await send(person, unknown))).status).toBe(404);
    const read = `/api/v1/progress/${userId}/${courseId}`;
    expect((await problemOf(await other.send(read))).status).toBe(403);
    expect(await (await person.send(read)).json()).toMatchObject({ lastLectureId: videoId });
  });

  test.each([
    ['timestamp', { timestamp: '5' }],
    ['timestamp', { timestamp: -1 }],
    ['playedSeconds', { playedSeconds: null }],
    ['videoId', { videoId: 'x' }],
    ['courseId', { courseId: 7 }],
    ['eventId', { eventId: 7 }],
    ['clientTime', { clientTime: 'yesterday' }],
    ['speed', { speed: 2 }],
  ])('with a wrong %s is refused by its field: %j', async (field, wrong) => {
    const person = await demoVisitor(url, 'student');
    const right = { courseId, videoId, timestamp: 1 };
    const event = { ...right, ...wrong };
    expect(await refusedFields(await send(person, event))).toEqual([field]);
    const fields = await refusedFields(await send(person, { events: [right, event] }));
    expect(fields).toEqual([`events.1.${field}`]);
  });

  test('comes as one event or as one to a hundred', async () => {
    const person = await demoVisitor(url, 'student');
    const event = { courseId, videoId, timestamp: 1 };
    for (const events of [[], Array.from({ length: 101 }, () => event), {}, 'x']) {
      expect(await refusedFields(await send(person, { events }))).toEqual(['events']);
    }
    expect(await refusedFields(await send(person, { events: [null] }))).toEqual(['events.0']);
  });
});

test('a lecture is marked as completed, with or without a body, and unmarked', async () => {
  const person = await learner();
  const address = `/api/v1/courses/${courseId}/lectures/${articleId}/completion`;
  const emptyJson = { method: 'PUT', headers: { 'content-type': 'application/json' } };
  for (const init of [{ method: 'PUT' }, emptyJson, json('PUT', {})]) {
    const response = await person.send(address, init);
    expect(response.status).toBe(200);
    expect((await response.json()).completedAt).toMatch(/Z$/);
  }
  const unmarked = await person.send(address, json('PUT', { completed: false }));
  expect(await unmarked.json()).toMatchObject({ completedAt: null, completionPercentage: 0 });
  expect((await nobody.send(address, { method: 'PUT' })).status).toBe(401);
  expect((await (await newVisitor(url)).send(address, { method: 'PUT' })).status).toBe(403);
});

describe('what is played', () => {
  /** The file of segments of the smallest picture, found as a player finds it. */
  async function segments(): Promise<string> {
    const params = { id: courseId, lectureId: videoId };
    const { resolutions } = await nobody.api.playLecture({ params });
    return firstOf(await firstOf(resolutions[0]?.url ?? ''));
  }

  async function firstOf(playlistUrl: string): Promise<string> {
    const playlist = await (await nobody.send(playlistUrl)).text();
    const file = playlist.split('\n').find((line) => line !== '' && !line.startsWith('#')) ?? '';
    return playlistUrl.replace(/[^/]+$/, file);
  }

  test('is sent in ranges, and not again when it is known', async () => {
    const address = await segments();
    const whole = await nobody.send(address, { method: 'HEAD' });
    const size = Number(whole.headers.get('content-length'));
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(size).toBeGreaterThan(1_000);
    const ranged = async (range: string) => {
      const response = await nobody.send(address, { headers: { range } });
      const { byteLength } = await response.arrayBuffer();
      return [response.status, response.headers.get('content-range'), byteLength];
    };
    expect(await ranged('bytes=0-99')).toEqual([206, `bytes 0-99/${size}`, 100]);
    expect(await ranged('bytes=-5')).toEqual([206, `bytes ${size - 5}-${size - 1}/${size}`, 5]);
    expect(await ranged(`bytes=${size - 1}-`)).toEqual([
      206,
      `bytes ${size - 1}-${size - 1}/${size}`,
      1,
    ]);
    expect(await ranged(`bytes=${size}-`)).toEqual([416, `bytes */${size}`, 0]);
    expect(await ranged('bytes=5-2')).toEqual([200, null, size]);
    const headers = { 'if-none-match': whole.headers.get('etag') ?? '' };
    expect((await nobody.send(address, { headers })).status).toBe(304);
  });
});
