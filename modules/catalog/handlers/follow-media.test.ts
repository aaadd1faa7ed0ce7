import { type Id, newId } from '@edumaster/kernel';
import { eventOf } from '@edumaster/events';
import { mediaUploaded, videoFailed, videoPlayable, videoTranscoded } from '@edumaster/media';
import { useDatabase } from '@edumaster/testkit';
import { describe, expect, it } from 'vitest';
import { catalogModule } from '../module.ts';
import { catalogWorld } from '../testing/catalog-world.ts';
import { testPeople } from '../testing/test-people.ts';
import { AttachStoredResource } from '../use-cases/attach-stored-resource.ts';
import { AttachUploadedMedia } from '../use-cases/attach-uploaded-media.ts';
import { CountEnrollment } from '../use-cases/count-enrollment.ts';
import { FollowEncoding } from '../use-cases/follow-encoding.ts';
import { CountEnrollments } from './count-enrollments.ts';
import { FollowMedia } from './follow-media.ts';

const { name, migrations } = catalogModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

function open() {
  const world = { ...catalogWorld(database), ...testPeople(database.tenantCtx) };
  const { db, outbox } = database;
  const attachment = new AttachUploadedMedia(db);
  const consumer = new FollowMedia(
    attachment,
    new FollowEncoding(db),
    new AttachStoredResource(db),
  );
  const emit = (...events: readonly ReturnType<typeof eventOf>[]) =>
    db.inTx(world.instructor, async (tx) => {
      for (const event of events) await outbox.emit(tx, event);
    });
  const lectureOf = async (courseId: Id<'course'>) =>
    (await world.facade.draft(world.instructor, { courseId })).lectures[0];
  const statusOf = async (ref: string) => {
    const view = await world.read.run(world.instructor, { ref });
    return view.kind === 'draft' ? view.details.sections[0]?.lectures[0]?.mediaStatus : undefined;
  };
  return { ...world, emit, lectureOf, statusOf, deliver: () => database.deliver([consumer]) };
}

function uploaded(
  mediaId: Id<'media'>,
  ownerId: Id<'user'>,
  lectureId: Id<'lecture'> | null,
  purpose: 'lecture-video' | 'thumbnail' = 'lecture-video',
) {
  return eventOf(mediaUploaded, { mediaId, ownerId, purpose, lectureId });
}

describe('an upload for a lecture', () => {
  it('is attached though nobody asks, and its encoding followed', async () => {
    const { instructor, userId, draftWith, emit, deliver, lectureOf, statusOf } = open();
    const { courseId, lectureId } = await draftWith(instructor, 'video');
    const mediaId = newId<'media'>();
    await emit(uploaded(mediaId, userId, lectureId));
    await deliver();
    expect(await lectureOf(courseId)).toMatchObject({ mediaId, durationSeconds: null });
    expect(await statusOf(courseId)).toBe('processing');
    await emit(eventOf(videoPlayable, { mediaId, durationSeconds: 61.5 }));
    await deliver();
    expect(await lectureOf(courseId)).toMatchObject({ mediaId, durationSeconds: 61.5 });
    expect(await statusOf(courseId)).toBe('playable');
    await emit(
      eventOf(videoTranscoded, { mediaId, durationSeconds: 61.5, renditions: [] }),
      eventOf(videoFailed, { mediaId, code: 'late', message: 'Too late' }),
    );
    await deliver();
    expect(await statusOf(courseId)).toBe('ready');
  });

  it('that failed shows so in the draft', async () => {
    const { instructor, userId, draftWith, emit, deliver, statusOf } = open();
    const { courseId, lectureId } = await draftWith(instructor, 'video');
    const mediaId = newId<'media'>();
    await emit(
      uploaded(mediaId, userId, lectureId),
      eventOf(videoFailed, { mediaId, code: 'not_a_video', message: 'This is a text' }),
    );
    await deliver();
    expect(await statusOf(courseId)).toBe('failed');
  });

  it('is not attached for a stranger, to an article, as a picture, or while in review', async () => {
    const { instructor, userId, draftWith, submit, emit, deliver, lectureOf } = open();
    const video = await draftWith(instructor, 'video');
    const article = await draftWith(instructor, 'article');
    const media = () => newId<'media'>();
    await emit(
      uploaded(media(), newId<'user'>(), video.lectureId),
      uploaded(media(), userId, article.lectureId),
      uploaded(media(), userId, video.lectureId, 'thumbnail'),
      uploaded(media(), userId, newId<'lecture'>()),
      uploaded(media(), userId, null),
    );
    await submit.run(instructor, article);
    await deliver();
    expect(await lectureOf(video.courseId)).toMatchObject({ mediaId: null });
    expect(await lectureOf(article.courseId)).toMatchObject({ mediaId: null });
  });

  it('of another tenant changes nothing here', async () => {
    const { instructor, foreigner, userId, draftWith, deliver, lectureOf } = open();
    const { courseId, lectureId } = await draftWith(instructor, 'video');
    await database.db.inTx(foreigner, (tx) =>
      database.outbox.emit(tx, uploaded(newId<'media'>(), userId, lectureId)),
    );
    await deliver();
    expect(await lectureOf(courseId)).toMatchObject({ mediaId: null });
  });
});

describe('attaching by hand', () => {
  it('takes a video of the instructor, and the same again', async () => {
    const { instructor, userId, shelf, draftWith, attachMedia } = open();
    const { lectureId } = await draftWith(instructor, 'video');
    const mediaId = shelf.add(userId);
    for (let times = 0; times < 2; times += 1) {
      expect(await attachMedia.run(instructor, { lectureId, mediaId })).toMatchObject({
        mediaId,
        mediaStatus: 'ready',
        durationSeconds: 90,
      });
    }
  });

  it('entrusts a video that somebody else uploaded to the one who teaches', async () => {
    const { admin, instructor, userId, shelf, draftWith, attachMedia } = open();
    const { lectureId } = await draftWith(instructor, 'video');
    await attachMedia.run(instructor, { lectureId, mediaId: shelf.add(userId) });
    expect(shelf.entrusted).toEqual([]);
    const mediaId = shelf.add(admin.actor.kind === 'user' ? admin.actor.userId : userId);
    await attachMedia.run(admin, { lectureId, mediaId });
    expect(shelf.entrusted).toEqual([{ mediaId, userId }]);
  });

  it('refuses media that is unknown, of somebody else, no lecture video, or failed', async () => {
    const { instructor, userId, shelf, draftWith, attachMedia } = open();
    const { lectureId } = await draftWith(instructor, 'video');
    const attempt = (mediaId: Id<'media'>) => attachMedia.run(instructor, { lectureId, mediaId });
    const unusable = [
      newId<'media'>(),
      shelf.add(newId<'user'>()),
      shelf.add(userId, { purpose: 'resource' }),
    ];
    for (const mediaId of unusable) {
      await expect(attempt(mediaId)).rejects.toMatchObject({ errors: [{ path: 'mediaId' }] });
    }
    await expect(attempt(shelf.add(userId, { status: 'failed' }))).rejects.toMatchObject({
      code: 'media_failed',
    });
  });

  it('refuses a lecture that is no video', async () => {
    const { instructor, userId, shelf, draftWith, attachMedia } = open();
    const { lectureId } = await draftWith(instructor, 'article');
    await expect(
      attachMedia.run(instructor, { lectureId, mediaId: shelf.add(userId) }),
    ).rejects.toMatchObject({ code: 'lecture_takes_no_video' });
  });

  it('does not miss an encode that ends in between', async () => {
    const { instructor, userId, shelf, draftWith, attachMedia, emit, deliver } = open();
    const { lectureId } = await draftWith(instructor, 'video');
    const mediaId = shelf.add(userId, { status: 'processing', durationSeconds: null });
    shelf.onDescribe = async () => {
      shelf.onDescribe = async () => {};
      shelf.advance(mediaId, 'playable', 33);
      await emit(eventOf(videoPlayable, { mediaId, durationSeconds: 33 }));
      await deliver();
    };
    expect(await attachMedia.run(instructor, { lectureId, mediaId })).toMatchObject({
      mediaStatus: 'playable',
      durationSeconds: 33,
    });
  });

  it('lets a course be submitted as soon as media says that its video plays', async () => {
    const { instructor, userId, shelf, draftWith, attachMedia, submit, statusOf } = open();
    const { courseId, lectureId } = await draftWith(instructor, 'video');
    const mediaId = shelf.add(userId, { status: 'processing', durationSeconds: null });
    await attachMedia.run(instructor, { lectureId, mediaId });
    await expect(submit.run(instructor, { courseId })).rejects.toMatchObject({
      extra: { missing: [{ code: 'video_processing', lectureId }] },
    });
    // The event is on its way.
    shelf.advance(mediaId, 'playable', 12);
    await submit.run(instructor, { courseId });
    expect(await statusOf(courseId)).toBe('playable');
  });
});

describe('enrollments', () => {
  it('are counted once each', async () => {
    const { instructor, student, draftWith, submit, facade, moderator, read } = open();
    const { courseId } = await draftWith(instructor, 'article');
    await submit.run(instructor, { courseId });
    await facade.publish(moderator, { courseId });
    const consumer = new CountEnrollments(new CountEnrollment(database.db));
    // The event is learning's, which the catalog does not import.
    const granted = (userId: string) =>
      database.db.inTx(student, (tx) =>
        tx.rows({
          text: `select events.append($1, 'course-events', $2, 'course.access_granted', 1, $3, $4)`,
          values: [newId(), courseId, { courseId, userId }, { actor: student.actor }],
        }),
      );
    await granted(newId());
    await granted(newId());
    await database.deliver([consumer]);
    await database.deliver([consumer]);
    const { course } = await read.run(student, { ref: courseId });
    expect(course.enrollmentCount).toBe(2);
  });
});
