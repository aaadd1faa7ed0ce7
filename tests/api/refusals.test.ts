import { beforeAll, describe, expect, inject, test } from 'vitest';
import { newCourse } from '../running-server/new-course.ts';
import { problemOf, refusedFields } from '../running-server/problem.ts';
import { makeTestClips, type TestClips } from '../running-server/test-clips.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import { demoVisitor, json, newVisitor, visitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);
let clips: TestClips;
let instructor: Visitor;
let student: Visitor;

beforeAll(async () => {
  clips = await makeTestClips({ seconds: 3, width: 320, height: 180 });
  instructor = await demoVisitor(url, 'instructor');
  student = await newVisitor(url);
});

/** A published course of the demo data with its one video. */
async function demoCourse() {
  const course = await nobody.api.getCourse({ params: { id: 'web-video-from-first-principles' } });
  const lectures = course.sections.flatMap((section) => section.lectures);
  const video = lectures.find(({ kind }) => kind === 'video');
  const article = lectures.find(({ kind, isPreview }) => kind === 'article' && !isPreview);
  if (!video || !article) throw new Error('the demo course has no video');
  return { courseId: course.id, videoId: video.id, articleId: article.id };
}

describe('the order of refusals', () => {
  const course = '/api/v1/courses';

  test('a body that is not JSON is 400', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await nobody.send(course, { method: 'POST', headers, body: '{"title":' });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).code).toBe('malformed_json');
  });

  test('a body of another type is 415', async () => {
    const headers = { 'content-type': 'text/xml' };
    const response = await nobody.send(course, { method: 'POST', headers, body: '<course/>' });
    expect(response.status).toBe(415);
  });

  test('a body that is too large is 413', async () => {
    const response = await nobody.send(course, json('POST', { title: 'x'.repeat(2_000_000) }));
    expect(response.status).toBe(413);
  });

  test('nobody is 401, before the fields are looked at', async () => {
    const response = await nobody.send(course, json('POST', { nonsense: true }));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('a student is 403, before the fields are looked at', async () => {
    const response = await student.send(course, json('POST', { nonsense: true }));
    expect(response.status).toBe(403);
  });

  test('wrong fields are 422 and named, unknown ones too', async () => {
    const body = { title: 7, price: { amount: 4.5, currency: 'USD' }, isFree: true };
    const response = await instructor.send(course, json('POST', body));
    expect(response.status).toBe(422);
    const paths = await refusedFields(response);
    expect(paths).toEqual(expect.arrayContaining(['title', 'price.amount', 'isFree', 'category']));
  });

  test('a category that does not exist is named', async () => {
    const body = {
      title: 'A course',
      description: '',
      category: 'no-such-category',
      level: 'beginner',
      language: 'en',
      price: { amount: 0, currency: 'USD' },
    };
    const response = await instructor.send(course, json('POST', body));
    expect(response.status).toBe(422);
    expect((await problemOf(response)).errors).toMatchObject([{ path: 'category' }]);
  });

  test('an unknown address is 404, as a problem', async () => {
    const response = await nobody.send('/api/v1/nothing-here');
    expect(response.status).toBe(404);
    await problemOf(response);
  });
});

describe('playing', () => {
  test('is 403 without an enrollment, and possible for a preview', async () => {
    const draft = await newCourse(instructor);
    const outsider = await newVisitor(url);
    const demo = await demoCourse();
    const preview = await outsider.send(
      `/api/v1/courses/${demo.courseId}/lectures/${demo.videoId}/play`,
    );
    expect(preview.status).toBe(200);
    const locked = await outsider.send(
      `/api/v1/courses/${demo.courseId}/lectures/${demo.articleId}/play`,
    );
    expect(locked.status).toBe(403);
    expect((await problemOf(locked)).code).toBe('not_enrolled');
    const hidden = await outsider.send(
      `/api/v1/courses/${draft.courseId}/lectures/${draft.lectureId}/play`,
    );
    expect(hidden.status).toBe(404);
  });

  test('a signed address that was altered or has expired is 403', async () => {
    const { courseId, videoId } = await demoCourse();
    const params = { id: courseId, lectureId: videoId };
    const { manifestUrl } = await nobody.api.playLecture({ params });
    const address = manifestUrl ?? '';
    expect((await nobody.send(address)).status).toBe(200);
    const [, , token = '', assetId = '', file = ''] = address.split('/');
    const [mac = '', expiry = ''] = token.split('.');
    const flipped = (mac[0] === 'A' ? 'B' : 'A') + mac.slice(1);
    for (const altered of [
      `/v/${flipped}.${expiry}/${assetId}/${file}`,
      `/v/${mac}.${Number(expiry) + 600}/${assetId}/${file}`,
      `/v/${mac}.${Number(expiry) - 86_400}/${assetId}/${file}`,
      `/v/${token}/01900000-0000-7000-8000-00000000dead/${file}`,
      `/v/nonsense/${assetId}/${file}`,
    ]) {
      expect([altered, (await nobody.send(altered)).status]).toEqual([altered, 403]);
    }
    for (const path of ['..%2f..%2fsecret', '%2e%2e/%2e%2e/secret']) {
      expect([403, 404]).toContain((await nobody.send(`/v/${token}/${assetId}/${path}`)).status);
    }
  });
});

describe('the roles of others', () => {
  test('a student cannot publish or reject', async () => {
    const { courseId } = await newCourse(instructor);
    for (const [action, body] of [
      ['publish', undefined],
      ['reject', { reason: 'No.' }],
    ] as const) {
      const init = body ? json('POST', body) : { method: 'POST' };
      const response = await student.send(`/api/v1/courses/${courseId}/${action}`, init);
      expect([action, response.status]).toEqual([action, 403]);
    }
  });

  test('another instructor does not see a draft, and may not touch what is published', async () => {
    const { courseId } = await newCourse(instructor);
    const other = await newVisitor(url);
    expect((await other.send(`/api/v1/courses/${courseId}`)).status).toBe(404);
    const { courseId: published } = await demoCourse();
    const admin = await demoVisitor(url, 'admin');
    expect((await admin.send(`/api/v1/courses/${published}`)).status).toBe(200);
    const rival = await rivalInstructor();
    const editing = await rival.send(
      `/api/v1/courses/${published}`,
      json('PATCH', { title: 'Mine' }),
    );
    expect(editing.status).toBe(403);
    const hidden = await rival.send(
      `/api/v1/courses/${courseId}`,
      json('PATCH', { title: 'Mine' }),
    );
    expect(hidden.status).toBe(404);
  });

  test('the course of another tenant is 404', async () => {
    const academy = `http://acme.localhost:${new URL(url).port}`;
    const { courseId } = await demoCourse();
    for (const path of [`/api/v1/courses/${courseId}`, `/api/v1/courses/${courseId}/enrollments`]) {
      const response = await instructor.send(path.startsWith('/') ? `${academy}${path}` : path);
      expect([path, response.status]).toEqual([path, 404]);
    }
    const own = await nobody.send(`${academy}/api/v1/courses/welcome-to-acme-academy`);
    expect(own.status).toBe(200);
    expect((await nobody.send('/api/v1/courses/welcome-to-acme-academy')).status).toBe(404);
  });

  test('a host that nobody has is 404', async () => {
    const response = await nobody.send(
      `http://nobody.localhost:${new URL(url).port}/api/v1/tenant`,
    );
    expect(response.status).toBe(404);
    expect((await problemOf(response)).code).toBe('tenant_not_found');
  });

  test('the progress of somebody else is 403', async () => {
    const { courseId } = await demoCourse();
    const response = await student.send(`/api/v1/progress/${instructor.userId}/${courseId}`);
    expect(response.status).toBe(403);
  });
});

describe('an upload', () => {
  test.each(['text', 'playlist'] as const)(
    'of a %s that calls itself a video ends failed, with a reason',
    async (file) => {
      const course = await newCourse(instructor);
      const mediaId = await uploadVideo(instructor, clips[file], course.lectureId);
      const media = await untilMedia(instructor, mediaId, ['failed', 'ready', 'playable']);
      expect(media.status).toBe('failed');
      expect(media.error?.message).toMatch(/video/i);
      expect(media.error?.message).not.toMatch(/\/tmp|Error:|ffmpeg|stack/);
      expect((await nobody.send('/readyz')).status).toBe(200);
    },
  );

  test('is refused by the ending of its name and by its size, which are named', async () => {
    const fields = { contentType: 'video/mp4', purpose: 'lecture-video' };
    const program = { ...fields, filename: 'setup.exe', size: 1_000 };
    const huge = { ...fields, filename: 'film.mp4', size: 1e15 };
    for (const [body, path] of [
      [program, 'filename'],
      [huge, 'size'],
    ] as const) {
      const response = await instructor.send('/api/v1/uploads', json('POST', body));
      expect(response.status).toBe(422);
      expect((await problemOf(response)).errors).toMatchObject([{ path }]);
    }
  });

  test('takes parts at signed addresses only', async () => {
    const { uploadId, parts } = await instructor.api.createUpload({
      body: { filename: 'a.mp4', size: 10, contentType: 'video/mp4', purpose: 'lecture-video' },
    });
    const address = parts[0]?.url ?? '';
    const put = (path: string, body: string) =>
      nobody.send(path, { method: 'PUT', body, headers: { 'content-type': 'text/plain' } });
    expect((await put(address.replace(/\/u\/./, '/u/_'), '0123456789')).status).toBe(403);
    expect((await put(address, '01234')).status).toBeGreaterThanOrEqual(400);
    expect((await put(address, '0123456789')).status).toBe(200);
    const state = await instructor.api.readUpload({ params: { id: uploadId } });
    expect(state.received.map(({ number }) => number)).toEqual([1]);
    const foreign = await student.send(`/api/v1/uploads/${uploadId}`);
    expect([403, 404]).toContain(foreign.status);
  });
});

async function rivalInstructor(): Promise<Visitor> {
  const email = 'priya.raman@demo.test';
  const { accessToken, user } = await nobody.api.logIn({
    body: { email, password: 'learn-by-doing' },
  });
  return visitor(url, accessToken, user.id);
}
