import { eventually } from '@edumaster/testkit';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { newCourse } from '../running-server/new-course.ts';
import { makeTestClips, type TestClips } from '../running-server/test-clips.ts';
import { untilMedia, uploadVideo } from '../running-server/upload-video.ts';
import { demoVisitor, newVisitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
let clips: TestClips;
let instructor: Visitor;
let moderator: Visitor;

beforeAll(async () => {
  clips = await makeTestClips();
  instructor = await demoVisitor(url, 'instructor');
  moderator = await demoVisitor(url, 'moderator');
});

describe.each(['mp4', 'webm'] as const)('a lecture from a real %s', (format) => {
  test('is uploaded, encoded, reviewed, found, watched and resumed', async () => {
    const course = await newCourse(instructor);
    const mediaId = await uploadVideo(instructor, clips[format], course.lectureId);
    const media = await untilMedia(instructor, mediaId, ['ready', 'failed']);
    expect(media.error).toBeUndefined();
    expect(media.progress).toBe(100);
    expect(media.durationSeconds).toBeCloseTo(12, 0);
    expect(media.renditions.map(({ quality }) => quality)).toContain('360p');

    await untilAttached(course.courseId);
    const submitted = await instructor.api.submitCourse({ params: { id: course.courseId } });
    expect(submitted.status).toBe('in_review');
    await eventually('the review', async () => {
      const { items } = await moderator.api.listReviews({ query: { limit: 100 } });
      return items.find((item) => item.courseId === course.courseId);
    });
    const published = await moderator.api.publishCourse({ params: { id: course.courseId } });
    expect(published).toMatchObject({ status: 'published', publishedVersion: 1 });

    const student = await newVisitor(url);
    const found = await eventually('the course in the search', async () => {
      const { items } = await student.api.searchCourses({ query: { q: course.title } });
      return items.find((item) => item.id === course.courseId);
    });
    expect(found.slug).toBe(course.slug);
    const enrollment = await student.api.enroll({ body: { courseId: course.courseId } });
    expect(enrollment).toMatchObject({ status: 'active', scope: 'lifetime' });

    await watchAndResume(student, course);
  });

  async function untilAttached(courseId: string) {
    await eventually('the video to be attached by its event', async () => {
      const { sections } = await instructor.api.getCourse({ params: { id: courseId } });
      return sections[0]?.lectures[0]?.mediaStatus === 'ready' ? true : undefined;
    });
  }
});

async function watchAndResume(
  student: Visitor,
  { courseId, lectureId }: { courseId: string; lectureId: string },
): Promise<void> {
  const params = { id: courseId, lectureId };
  const first = await student.api.playLecture({ params });
  expect(first.resumeAt).toBe(0);
  expect(new Date(first.expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(600_000);
  await requirePlayable(student, first.manifestUrl);

  const video = { courseId, videoId: lectureId };
  await student.api.recordProgress({ body: { ...video, timestamp: 4, playedSeconds: 4 } });
  await student.api.recordProgress({ body: { ...video, timestamp: 7.5, playedSeconds: 3.5 } });
  expect((await student.api.playLecture({ params })).resumeAt).toBe(7.5);

  await student.api.recordProgress({ body: { ...video, timestamp: 11.9, playedSeconds: 4.4 } });
  const progress = await student.api.readCourseProgress({
    params: { userId: student.userId, courseId },
  });
  expect(progress.completionPercentage).toBe(100);
  expect(progress.lectures[0]?.completedAt).not.toBeNull();
}

/** Follows the master playlist to the bytes of a segment, as a player does. */
async function requirePlayable(by: Visitor, manifestUrl: string | null): Promise<void> {
  expect(manifestUrl).not.toBeNull();
  const masterUrl = new URL(manifestUrl ?? '', by.url);
  const master = await by.send(masterUrl.href);
  expect(master.headers.get('content-type')).toContain('mpegurl');
  const lines = (await master.text()).split('\n');
  const variant = lines.find((line) => line && !line.startsWith('#'));
  const mediaUrl = new URL(variant ?? '', masterUrl);
  const playlist = await (await by.send(mediaUrl.href)).text();
  expect(playlist).toContain('#EXT-X-ENDLIST');
  const [, length, offset] = /#EXT-X-BYTERANGE:(\d+)@(\d+)\n(\S+)/.exec(playlist) ?? [];
  const [file] = playlist.split('\n').filter((line) => line && !line.startsWith('#'));
  const range = `bytes=${offset}-${Number(offset) + Number(length) - 1}`;
  const segment = await by.send(new URL(file ?? '', mediaUrl).href, { headers: { range } });
  expect(segment.status).toBe(206);
  expect((await segment.arrayBuffer()).byteLength).toBe(Number(length));
}
