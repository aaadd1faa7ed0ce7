import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { problemOf, refusedFields } from '../running-server/problem.ts';
import { untilMedia } from '../running-server/upload-video.ts';
import { demoVisitor, json, newVisitor, visitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);
let instructor: Visitor;
let student: Visitor;

beforeAll(async () => {
  instructor = await demoVisitor(url, 'instructor');
  student = await newVisitor(url);
});

const wish = {
  filename: 'lecture.mp4',
  size: 9 * 1024 * 1024,
  contentType: 'video/mp4',
  purpose: 'lecture-video',
} as const;

const begin = (by: Visitor, body: unknown) => by.send('/api/v1/uploads', json('POST', body));
const put = (address: string, body: Uint8Array<ArrayBuffer>) =>
  nobody.send(address, { method: 'PUT', body });
const complete = (id: string, parts: unknown) =>
  instructor.send(`/api/v1/uploads/${id}/complete`, json('POST', { parts }));

describe('an upload in two parts', () => {
  test('is resumed after a pause, completed twice alike, and judged by its content', async () => {
    const created = await begin(instructor, wish);
    expect(created.status).toBe(201);
    const { uploadId, partSize, parts, expiresAt } = await created.json();
    expect(parts).toEqual([1, 2].map((number) => ({ number, url: expect.any(String) })));
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now());

    const content = randomBytes(wish.size);
    const first = await put(parts[0].url, content.subarray(0, partSize));
    expect(first.status).toBe(200);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);

    const paused = await instructor.api.readUpload({ params: { id: uploadId } });
    expect(paused).toEqual({
      status: 'open',
      partSize,
      expiresAt: expect.any(String),
      received: [{ number: 1, etag: expect.any(String) }],
      missing: [{ number: 2, url: expect.any(String) }],
    });
    const early = await problemOf(await complete(uploadId, paused.received));
    expect([early.status, early.code]).toEqual([409, 'upload_incomplete']);

    const second = await put(paused.missing[0]?.url ?? '', content.subarray(partSize));
    const received = [
      { number: 1, etag },
      { number: 2, etag: second.headers.get('etag') },
    ];
    const done = await complete(uploadId, received);
    expect(done.status).toBe(202);
    const { mediaId } = await done.json();
    const again = await complete(uploadId, received);
    expect([again.status, await again.json()]).toEqual([202, { mediaId }]);
    const after = await instructor.api.readUpload({ params: { id: uploadId } });
    expect(after).toMatchObject({ status: 'completed', missing: [] });
    expect((await put(parts[1].url, content.subarray(partSize))).status).toBe(409);

    const media = await untilMedia(instructor, mediaId, ['failed', 'ready']);
    expect(media).toMatchObject({
      status: 'failed',
      progress: expect.any(Number),
      durationSeconds: null,
      renditions: [],
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });
});

describe('an upload is refused', () => {
  test.each([
    ['filename', { filename: 'lecture.exe' }],
    ['filename', { filename: 5 }],
    ['size', { size: 0 }],
    ['size', { size: '9' }],
    ['size', { size: 2 ** 40 }],
    ['contentType', { contentType: 5 }],
    ['purpose', { purpose: 'fun' }],
    ['lectureId', { lectureId: 'none' }],
    ['ownerId', { ownerId: 'me' }],
  ])('for a wrong %s: %j', async (field, wrong) => {
    expect(await refusedFields(await begin(instructor, { ...wish, ...wrong }))).toEqual([field]);
  });

  test('to nobody and to a student, and is nobody else’s', async () => {
    expect((await begin(nobody, wish)).status).toBe(401);
    expect((await begin(student, wish)).status).toBe(403);
    const { uploadId } = await (await begin(instructor, { ...wish, size: 10 })).json();
    const admin = await demoVisitor(url, 'admin');
    const address = `/api/v1/uploads/${uploadId}`;
    expect((await problemOf(await admin.send(address))).status).toBe(404);
    expect((await admin.send(address, { method: 'DELETE' })).status).toBe(404);
  });

  test('for the content’s type never: that is a hint', async () => {
    expect((await begin(instructor, { ...wish, contentType: 'text/plain' })).status).toBe(201);
  });
});

describe('a part', () => {
  test('is taken by its signed address only, and in its length', async () => {
    const { uploadId, parts } = await (await begin(instructor, { ...wish, size: 10 })).json();
    const address: string = parts[0].url;
    const content = randomBytes(10);
    for (const altered of [
      address.replace(/\/1$/, '/2'),
      address.replace(uploadId, crypto.randomUUID()),
      address.replace(/^\/u\/./, (start) => (start.endsWith('A') ? '/u/B' : '/u/A')),
    ]) {
      expect(altered).not.toBe(address);
      expect((await problemOf(await put(altered, content))).status).toBe(403);
    }
    for (const length of [0, 9, 11]) {
      expect((await problemOf(await put(address, randomBytes(length)))).status).toBe(422);
    }
    expect((await put(address, content)).status).toBe(200);
  });

  test('is named by its number and its etag', async () => {
    const { uploadId, parts } = await (await begin(instructor, { ...wish, size: 10 })).json();
    await put(parts[0].url, randomBytes(10));
    const wrong = await complete(uploadId, [{ number: '1', etag: 5, size: 10 }]);
    expect(new Set(await refusedFields(wrong))).toEqual(
      new Set(['parts.0.number', 'parts.0.etag', 'parts.0.size']),
    );
    const other = await complete(uploadId, [{ number: 1, etag: 'another' }]);
    expect((await problemOf(other)).status).toBe(409);
  });
});

test('an upload that was given up takes nothing more', async () => {
  const { uploadId, parts } = await (await begin(instructor, { ...wish, size: 10 })).json();
  const remove = () => instructor.send(`/api/v1/uploads/${uploadId}`, { method: 'DELETE' });
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(204);
  expect((await instructor.api.readUpload({ params: { id: uploadId } })).status).toBe('aborted');
  expect((await put(parts[0].url, randomBytes(10))).status).toBe(409);
  expect((await complete(uploadId, [{ number: 1, etag: 'any' }])).status).toBe(409);
});
