import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@edumaster/testkit';
import type { TestProject } from 'vitest/node';
import { newCourse } from '../running-server/new-course.ts';
import { startTestServer, type TestServer } from '../running-server/start-test-server.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import type { Visitor } from '../running-server/visitor.ts';
import { drawClip } from './draw-clip.ts';
import { accounts, password, signedIn } from './accounts.ts';
import { edumaster } from './programs.ts';

/** A stopped installation to copy, with the accounts and one published course. */
export interface Template {
  readonly dataDir: string;
  readonly course: PublishedCourse;
  /** A file of H.264 and AAC whose encode takes some seconds. */
  readonly clip: string;
  /** One of twelve seconds that takes next to no time. */
  readonly shortClip: string;
}

export interface PublishedCourse {
  readonly courseId: string;
  readonly lectureId: string;
  readonly title: string;
  readonly slug: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    chaosTemplate: Template;
  }
}

/** Made once: a copy starts in a fraction of the time of a new one. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'edumaster-template-'));
  const clips = await mkdtemp(join(tmpdir(), 'edumaster-clips-'));
  const clip = join(clips, 'clip.mp4');
  const shortClip = join(clips, 'short-clip.mp4');
  await drawClip(clip, { seconds: 15, size: '1280x720' });
  await drawClip(shortClip, { seconds: 12, size: '320x180' });
  const server = await startTestServer({ dataDir, env: { EDUMASTER_DEMO: 'false' } });
  try {
    await createAccounts(server);
    const course = await publishCourse(server.url, shortClip);
    project.provide('chaosTemplate', { dataDir, course, clip, shortClip });
  } finally {
    await server.stop();
  }
  return async () => {
    await rm(dataDir, { recursive: true, force: true });
    await rm(clips, { recursive: true, force: true });
  };
}

async function createAccounts({ dataDir, port }: TestServer): Promise<void> {
  const env = { EDUMASTER_DATA_DIR: dataDir, PORT: String(port) };
  for (const { email, name, roles } of Object.values(accounts)) {
    const wish = ['--name', name, '--roles', roles.join(',')];
    const created = await edumaster(['user', 'create', email, ...wish], { env, input: password });
    if (created.status !== 0) throw new Error(`no account ${email}: ${created.stderr}`);
  }
}

async function publishCourse(url: string, clip: string): Promise<PublishedCourse> {
  const instructor = await signedIn(url, 'instructor');
  const moderator = await signedIn(url, 'moderator');
  const course = await newCourse(instructor);
  const mediaId = await uploadVideo(instructor, clip, course.lectureId);
  await untilMedia(instructor, mediaId, ['ready']);
  await untilAttached(instructor, course.courseId);
  const params = { id: course.courseId };
  await instructor.api.submitCourse({ params });
  await eventually('the review', async () => {
    const { items } = await moderator.api.listReviews({ query: { limit: 100 } });
    return items.find(({ courseId }) => courseId === course.courseId);
  });
  await moderator.api.publishCourse({ params });
  await eventually('the course in the search', async () => {
    const { items } = await instructor.api.searchCourses({ query: { q: course.title } });
    return items.find(({ id }) => id === course.courseId);
  });
  return course;
}

async function untilAttached(instructor: Visitor, courseId: string): Promise<void> {
  await eventually('the video to be attached by its event', async () => {
    const { sections } = await instructor.api.getCourse({ params: { id: courseId } });
    return sections[0]?.lectures[0]?.mediaStatus === 'ready' ? true : undefined;
  });
}
