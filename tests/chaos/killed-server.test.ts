import { randomInt } from 'node:crypto';
import { eventually } from '@edumaster/testkit';
import { expect, inject, test } from 'vitest';
import { newCourse } from '../running-server/new-course.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import { newVisitor, type Visitor } from '../running-server/visitor.ts';
import { signedIn } from './accounts.ts';
import { decodeLecture } from './decode.ts';
import { HeartbeatStream } from './heartbeats.ts';
import { InterruptedUpload, paddedVideo } from './interrupted-upload.ts';
import { useVictim } from './victim.ts';

const { course, clip, shortClip } = inject('chaosTemplate');
const mebibyte = 1024 ** 2;
const victim = useVictim();

test('an upload that was cut off by a kill keeps its acknowledged parts and takes the rest', async () => {
  const instructor = await signedIn(victim.url, 'instructor');
  const video = paddedVideo(shortClip, 30 * mebibyte);
  const upload = await InterruptedUpload.begin(instructor, video);
  expect(upload.partNumbers).toEqual([1, 2, 3, 4]);
  const acknowledged = [await upload.send(1), await upload.send(3)];
  await upload.sendHalf(2, victim.dataDir);
  await victim.kill();
  await victim.start();

  const state = await upload.state();
  expect(state.status).toBe('open');
  expect(state.received).toEqual(acknowledged);
  expect(state.missing.map(({ number }) => number)).toEqual([2, 4]);
  await upload.send(2);
  await upload.send(4);
  const media = await untilMedia(instructor, await upload.complete(), ['ready', 'failed']);
  expect(media).toMatchObject({ status: 'ready', progress: 100, durationSeconds: 12 });
});

test('an encode that was cut off by a kill ends by itself after the next start', async () => {
  const instructor = await signedIn(victim.url, 'instructor');
  const lecture = await newCourse(instructor);
  const id = await uploadVideo(instructor, clip, lecture.lectureId);
  const before = await eventually('the encode to be under way', async () => {
    const { progress } = await instructor.api.readMedia({ params: { id } });
    return progress > 2 ? progress : undefined;
  });
  expect(before).toBeLessThan(99);
  // What the kill must take along is there, so that its absence afterwards says something.
  expect(victim.child('ffmpeg')).toBeDefined();
  expect(victim.child('apps/web/server.mjs')).toBeDefined();
  expect(victim.child('bin/postgres')).toBeDefined();
  await victim.kill();
  await victim.start();

  const media = await eventually(
    'the encode to end',
    async () => {
      const found = await instructor.api.readMedia({ params: { id } });
      expect(found.progress).toBeGreaterThanOrEqual(before);
      return found.status === 'ready' || found.status === 'failed' ? found : undefined;
    },
    // Freed within 20 s, taken over when the lease of the killed run ends, and encoded.
    90,
  );
  expect(media).toMatchObject({ status: 'ready', progress: 100 });
  expect(media.renditions.map(({ quality }) => quality)).toContain('720p');
  await eventually('the video to be attached', async () => {
    const { sections } = await instructor.api.getCourse({ params: { id: lecture.courseId } });
    return sections[0]?.lectures[0]?.mediaStatus === 'ready' ? true : undefined;
  });
  expect(await decodeLecture(instructor, lecture)).toBe('');
});

test('a heartbeat that was acknowledged right before a kill is where the learner resumes', async () => {
  const learner = await newLearner();
  const body = { courseId: course.courseId, videoId: course.lectureId, timestamp: 6.25 };
  const acknowledged = await learner.api.recordProgress({ body });
  await victim.kill();
  expect(acknowledged).toEqual({ accepted: 1 });
  await victim.start();
  expect(await resumeAt(learner)).toBe(6.25);
});

test('no acknowledged heartbeat of a stream is lost, whenever the kill comes', async () => {
  const learner = await newLearner();
  const stream = new HeartbeatStream(learner, course);
  for (let kill = 1; kill <= 5; kill += 1) {
    const fatal = randomInt(1, 80);
    let killed: Promise<void> | undefined;
    await stream.sendUntilGone((count) => {
      if (count === fatal) killed = victim.kill();
    });
    await killed;
    await victim.start();
    const last = Math.max(...stream.acknowledged.map(({ timestamp }) => timestamp));
    expect(await resumeAt(learner), `after ${fatal} heartbeats`).toBeGreaterThanOrEqual(last);
    expect(await stream.resend(), `lost after ${fatal} heartbeats`).toBe(0);
  }
  // The count of what is lost would have noticed: one that was never sent is new.
  const unsent = { ...stream.acknowledged[0], eventId: 'never-sent' } as const;
  const body = { ...unsent, courseId: course.courseId, videoId: course.lectureId, timestamp: 1 };
  expect(await learner.api.recordProgress({ body })).toEqual({ accepted: 1 });
});

async function newLearner(): Promise<Visitor> {
  const learner = await newVisitor(victim.url);
  await learner.api.enroll({ body: { courseId: course.courseId } });
  return learner;
}

async function resumeAt(learner: Visitor): Promise<number> {
  const params = { id: course.courseId, lectureId: course.lectureId };
  return (await learner.api.playLecture({ params })).resumeAt;
}
