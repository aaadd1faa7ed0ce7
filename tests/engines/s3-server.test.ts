import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { S3Files, S3Store } from '@edumaster/s3-files';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { paddedVideo } from '../chaos/interrupted-upload.ts';
import { edumaster } from '../chaos/programs.ts';
import { noiseFiles, seeParts, type SeenParts } from '../e2e/steps/send-videos.ts';
import { signIn } from '../e2e/steps/sign-in.ts';
import { createCourse } from '../e2e/steps/teach-course.ts';
import { freePort, startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import { makeTestClip } from '../running-server/test-clips.ts';
import { untilMedia, uploadFile, uploadVideo } from '../running-server/upload-video.ts';
import { demoVisitor, type Visitor } from '../running-server/visitor.ts';
import { newCourse } from '../running-server/new-course.ts';
import { type RealS3, setCors, startS3 } from './start-s3.ts';

const mebibyte = 1024 ** 2;

let s3: RealS3;
let ingest: { store: S3Store; files: S3Files };
let delivery: { store: S3Store; files: S3Files };
let server: TestServer;
let instructor: Visitor;
let clip: string;
const settings: Record<string, string> = {
  EDUMASTER_DEMO: 'true',
  EDUMASTER_VIDEO_BYTES_PER_DAY: String(80 * 1000 ** 2),
};

beforeAll(async () => {
  s3 = await startS3();
  const open = async () => {
    const store = await s3.newBucket();
    return { store, files: await s3.newFiles(store) };
  };
  ingest = await open();
  delivery = await open();
  for (const [name, { store }] of [
    ['INGEST', ingest],
    ['DELIVERY', delivery],
  ] as const) {
    settings[`EDUMASTER_${name}_BUCKET`] = store.bucket;
    settings[`EDUMASTER_${name}_ENDPOINT`] = s3.endpoint;
    settings[`EDUMASTER_${name}_ACCESS_KEY_ID`] = s3.credentials.accessKeyId;
    settings[`EDUMASTER_${name}_SECRET_ACCESS_KEY`] = s3.credentials.secretAccessKey;
  }
  server = await startTestServer({ port: await freePort(), env: settings });
  instructor = await demoVisitor(server.url, 'instructor');
  clip = await makeTestClip({ seconds: 6, width: 640, height: 360 });
});

afterAll(async () => {
  await server.dispose();
  await s3.dispose();
});

async function keysIn({ files }: typeof ingest, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of files.list(prefix)) keys.push(key);
  return keys.sort();
}

const begin = (size: number) =>
  instructor.api.createUpload({
    body: { filename: 'a.mp4', size, contentType: 'video/mp4', purpose: 'lecture-video' },
  });
const put = (url: string, body: Uint8Array<ArrayBuffer>) => fetch(url, { method: 'PUT', body });
const tagOf = (answer: Response) => answer.headers.get('etag') ?? '';

describe('a server on two buckets', () => {
  test('has a video come in by one and go out by the other', async () => {
    const { lectureId, courseId } = await newCourse(instructor);
    const mediaId = await uploadVideo(instructor, clip, lectureId);
    await untilMedia(instructor, mediaId, ['ready']);
    expect(await keysIn(ingest, `media/${mediaId}/`)).toEqual([`media/${mediaId}/source`]);
    const served = await keysIn(delivery, `media/${mediaId}/`);
    expect(served).toContain(`media/${mediaId}/play/master.m3u8`);
    expect(served.every((key) => key.startsWith(`media/${mediaId}/play/`))).toBe(true);
    const source = await buffer((await ingest.files.read(`media/${mediaId}/source`)).stream);
    expect(source.equals(await readFile(clip))).toBe(true);

    const { manifestUrl } = await instructor.api.playLecture({
      params: { id: courseId, lectureId },
    });
    const address = new URL(manifestUrl ?? '', server.url).href;
    const master = await (await fetch(address)).text();
    expect(master).toContain('#EXT-X-STREAM-INF');
    const video = served.find((key) => key.endsWith('360p.mp4')) ?? '';
    const sent = await fetch(address.replace('master.m3u8', '360p.mp4'), {
      headers: { range: 'bytes=1000-1999' },
    });
    expect(sent.status).toBe(206);
    const stored = await delivery.files.read(video, { offset: 1000, length: 1000 });
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(await sent.bytes())).toBe(hash(await buffer(stored.stream)));
  });

  test('lets nobody store more than was announced, nor complete with less', async () => {
    const { uploadId, parts } = await begin(8 * mebibyte + 3);
    const url = parts[1]?.url ?? '';
    expect(new URL(url).origin).toBe(s3.endpoint);
    expect((await put(url, new Uint8Array(4))).status).toBe(403);
    expect((await put(url, new Uint8Array(2))).status).toBe(403);
    const params = { id: uploadId };
    expect((await instructor.api.readUpload({ params })).received).toEqual([]);
    const last = await put(url, new Uint8Array(3));
    const named = [
      { number: 1, etag: 'invented' },
      { number: 2, etag: tagOf(last) },
    ];
    const completed = instructor.api.completeUpload({ params, body: { parts: named } });
    await expect(completed).rejects.toMatchObject({ status: 409 });
    await instructor.api.abortUpload({ params });
    expect((await put(url, new Uint8Array(3))).status).toBe(404);
    expect(await ingest.files.listOpenUploads(new Date(Date.now() + 60_000))).toEqual([]);
  });

  test('goes on with an upload after it was killed, and after the store was', async () => {
    const video = paddedVideo(clip, 20 * mebibyte);
    const { uploadId, partSize } = await begin(video.length);
    const params = { id: uploadId };
    const send = async (number: number) => {
      const { missing } = await instructor.api.readUpload({ params });
      const url = missing.find((part) => part.number === number)?.url ?? '';
      const start = (number - 1) * partSize;
      const part = Uint8Array.from(video.subarray(start, start + partSize));
      return { number, etag: tagOf(await put(url, part)).replaceAll('"', '') };
    };
    const first = await send(1);
    await server.kill();
    server = await startTestServer({ port: server.port, dataDir: server.dataDir, env: settings });
    instructor = await demoVisitor(server.url, 'instructor');
    expect((await instructor.api.readUpload({ params })).received).toEqual([first]);
    const third = await send(3);
    await s3.kill();
    await expect(instructor.api.readUpload({ params })).rejects.toMatchObject({ status: 503 });
    await s3.startAgain();
    const { received } = await instructor.api.readUpload({ params });
    expect(received).toEqual([first, third]);
    const parts = [first, await send(2), third];
    const { mediaId } = await instructor.api.completeUpload({ params, body: { parts } });
    expect(await untilMedia(instructor, mediaId, ['ready', 'failed'])).toMatchObject({
      status: 'ready',
    });
  });

  test('keeps what is private behind itself, and encrypted', async () => {
    const [path = ''] = await noiseFiles(['paper.pdf'], 1);
    const purpose = 'kyc-document';
    const { parts } = await instructor.api.createUpload({
      body: { filename: 'paper.pdf', size: 9, contentType: 'application/pdf', purpose },
    });
    expect(parts[0]?.url).toMatch(/^\/u\//);
    const mediaId = await uploadFile(instructor, path, { purpose });
    await untilMedia(instructor, mediaId, ['failed']);
    expect(await keysIn(ingest, `private/${mediaId}/`)).toEqual([]);
    expect(await keysIn(delivery, 'private/')).toEqual([]);
  });

  test('is found well by the doctor, who knows what browsers need', async () => {
    const env = { ...settings, PORT: String(server.port), EDUMASTER_DATA_DIR: server.dataDir };
    const findings = async () => {
      const { stdout } = await edumaster(['doctor', '--json'], { env });
      const all = (JSON.parse(stdout) as { findings: { name: string; ok: boolean }[] }).findings;
      return all.filter(({ name }) => / store$|^uploads$/.test(name));
    };
    expect(await findings()).toMatchObject([
      { name: 'ingest store', ok: true },
      { name: 'uploads', ok: true },
      { name: 'delivery store', ok: true },
    ]);
    await setCors(ingest.store, ['GET']);
    expect((await findings())[1]).toMatchObject({
      ok: false,
      detail: `pages of http://localhost:${server.port} may not send to it`,
      advice: expect.stringContaining('CORS'),
    });
    await setCors(ingest.store);
  });
});

describe('a page of a server on two buckets', () => {
  let browser: Browser;
  let page: Page;
  let parts: SeenParts;
  let problems: string[];

  beforeAll(async () => {
    const args = ['--no-sandbox'];
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  });
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    problems = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(`${server.url}/studio`);
    await signIn(page, 'instructor@demo.test');
    const title = `Buckets ${crypto.randomUUID().slice(0, 8)}`;
    await createCourse(page, { title, lecture: 'Knots' });
    parts = seeParts(page);
  });
  afterAll(() => browser.close());

  const choose = async (mebibytes: number) => {
    const [path = ''] = await noiseFiles(['knots.mp4'], mebibytes);
    await page.getByLabel('Upload a video for Knots').setInputFiles(path);
  };

  test('sends parts to the store itself', async () => {
    const sentTo = new Set<string>();
    page.on('request', (request) => {
      if (request.method() === 'PUT') sentTo.add(new URL(request.url()).origin);
    });
    await choose(20);
    await page.getByText('This file cannot be used').waitFor({ timeout: 60_000 });
    expect([...parts.arrived.values()]).toEqual([1, 1, 1]);
    expect([...sentTo]).toEqual([s3.endpoint]);
    expect(problems).toEqual([]);
  });

  test('says when there is room again for more than a day allows, and sends nothing', async () => {
    await choose(70);
    const words =
      /^You can upload 0\.08 GB of video a day\. Try again in \d+ hours\. There is room for this file from \w{3} .+ on\.$/;
    await page.getByText(words).waitFor();
    expect(parts.arrived.size).toBe(0);
    expect(parts.underWay()).toBe(0);
    await page.getByRole('button', { name: 'Cancel: knots.mp4' }).click();
    await page.getByText('No video yet').waitFor();
  });
});
