import { eventually } from '@edumaster/testkit';
import { afterEach, expect, inject, test } from 'vitest';
import { newCourse } from '../running-server/new-course.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import { json, newVisitor, visitor, type Visitor } from '../running-server/visitor.ts';
import { signedIn } from './accounts.ts';
import { decodeLecture } from './decode.ts';
import { badAnswers, type Request, Traffic } from './traffic.ts';
import { useVictim } from './victim.ts';

const { course, clip } = inject('chaosTemplate');
const longestRequestMilliseconds = 10_000;
const victim = useVictim();
let traffic: Traffic | undefined;

afterEach(() => traffic?.stop());

test('requests are told to come again, and are served within seconds, without a restart', async () => {
  traffic = new Traffic(requestsOf(await newLearner()));
  await traffic.untilGood();
  for (let time = 1; time <= 3; time += 1) {
    const before = traffic.answers.length;
    await killPostgres();
    const start = performance.now();
    await eventually('a request to notice', () =>
      traffic?.answers.slice(before).find(({ status }) => status === 503),
    );
    await traffic.untilGood();
    expect(performance.now() - start).toBeLessThan(15_000);
  }
  await traffic.stop();

  const { answers } = traffic;
  expect(badAnswers(answers)).toEqual([]);
  const slow = answers.filter(({ milliseconds }) => milliseconds > longestRequestMilliseconds);
  expect(slow).toEqual([]);
  expect(answers.filter(({ name, status }) => name === 'health' && status !== 200)).toEqual([]);
  expect(victim.server.child).toMatchObject({ exitCode: null, signalCode: null });
  expect((await fetch(`${victim.url}/readyz`)).status).toBe(200);
});

test('event readers go on: what was acknowledged before and after is counted', async () => {
  const instructor = await signedIn(victim.url, 'instructor');
  await newLearner();
  await killPostgres();
  await eventually('a learner to get in again', () => newLearner().catch(() => undefined));
  const { items } = await instructor.api.listCourseEnrollments({
    params: { courseId: course.courseId },
    query: { limit: 100 },
  });
  await eventually('all enrollments to be counted', async () => {
    const found = await instructor.api.searchCourses({ query: { q: course.title } });
    return found.items[0]?.enrollmentCount === items.length ? true : undefined;
  });
});

test('jobs go on: an encode under way is ready in the end', async () => {
  const instructor = await signedIn(victim.url, 'instructor');
  const lecture = await newCourse(instructor);
  const id = await uploadVideo(instructor, clip, lecture.lectureId);
  await eventually('the encode to be under way', async () => {
    const { progress } = await instructor.api.readMedia({ params: { id } });
    return progress > 2 && progress < 99 ? true : undefined;
  });
  await killPostgres();
  await eventually('the database to answer', async () => {
    const response = await fetch(`${victim.url}/readyz`);
    return response.ok ? true : undefined;
  });
  expect(await untilMedia(instructor, id, ['ready', 'failed'])).toMatchObject({ status: 'ready' });
  await eventually('the video to be attached', async () => {
    const { sections } = await instructor.api.getCourse({ params: { id: lecture.courseId } });
    return sections[0]?.lectures[0]?.mediaStatus === 'ready' ? true : undefined;
  });
  expect(await decodeLecture(instructor, lecture)).toBe('');
});

/** Kills the postmaster, and waits until the supervisor has another one. */
async function killPostgres(): Promise<void> {
  const postgres = victim.child('bin/postgres');
  if (!postgres) throw new Error('no database runs');
  process.kill(postgres.pid, 'SIGKILL');
  await eventually('another database server', () => {
    const next = victim.child('bin/postgres');
    return next && next.pid !== postgres.pid ? true : undefined;
  });
}

async function newLearner(): Promise<Visitor> {
  const learner = await newVisitor(victim.url);
  await learner.api.enroll({ body: { courseId: course.courseId } });
  return learner;
}

function requestsOf(learner: Visitor): Request[] {
  const { courseId, lectureId, slug } = course;
  const nobody = visitor(victim.url);
  const beat = () => json('POST', { courseId, videoId: lectureId, timestamp: 3 });
  return [
    { name: 'health', by: nobody, path: '/healthz' },
    { name: 'categories', by: nobody, path: '/api/v1/categories' },
    { name: 'search', by: nobody, path: '/api/v1/courses/search?q=tests' },
    { name: 'account', by: learner, path: '/api/v1/me' },
    { name: 'play', by: learner, path: `/api/v1/courses/${courseId}/lectures/${lectureId}/play` },
    { name: 'heartbeat', by: learner, path: '/api/v1/progress', init: beat },
    { name: 'page', by: nobody, path: `/courses/${slug}` },
  ];
}
