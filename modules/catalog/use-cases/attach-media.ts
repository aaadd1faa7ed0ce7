import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Media, type MediaSummary } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import type { DraftLecture } from '../domain/submission.ts';
import { touchDraft } from '../store/course-store.ts';
import { findLecture, mirrorMedia, toDraftLecture, updateLecture } from '../store/outline-store.ts';
import type { CourseRow, LectureRow } from '../store/tables.ts';
import { openLecture } from './draft-access.ts';
import { invalidField } from './invalid-field.ts';
import { userOrNull } from './user-of.ts';

interface Attachment {
  readonly lectureId: Id<'lecture'>;
  readonly mediaId: Id<'media'>;
}

@Injectable()
export class AttachMedia {
  constructor(
    private readonly db: Db,
    private readonly media: Media,
  ) {}

  /**
   * Makes an uploaded video the lecture's; repeated, it changes nothing.
   * @throws AppError `lecture_not_found`, `forbidden`, `lecture_takes_no_video`,
   *   `validation_failed` naming `mediaId`, `media_failed`, or of the state
   */
  async run(ctx: Ctx, { lectureId, mediaId }: Attachment): Promise<DraftLecture> {
    const { course, lecture } = await this.db.inTx(ctx, (tx) => openLecture(tx, lectureId));
    if (lecture.kind !== 'video') throw new AppError('lecture_takes_no_video');
    const video = await this.#usableVideo(ctx, course, mediaId);
    await this.db.inTx(ctx, async (tx) => {
      const { lecture: current } = await openLecture(tx, lectureId);
      if (current.mediaId === mediaId) return;
      await updateLecture(tx, lectureId, attached(video));
      await touchDraft(tx, course.id);
    });
    // Whoever runs the tenant may have uploaded it: its captions are for its teacher to look after.
    if (video.ownerId !== course.instructorId) {
      await this.media.entrust(ctx, { mediaId, userId: course.instructorId });
    }
    return this.#withLatest(ctx, lectureId, mediaId);
  }

  async #usableVideo(ctx: Ctx, course: CourseRow, mediaId: Id<'media'>): Promise<MediaSummary> {
    const [video] = await this.media.describe(ctx, { ids: [mediaId] });
    const owners = [userOrNull(ctx), course.instructorId];
    if (!video || video.purpose !== 'lecture-video' || !owners.includes(video.ownerId)) {
      throw invalidField('mediaId', 'is not a video that you uploaded for a lecture');
    }
    if (video.status === 'failed') throw new AppError('media_failed');
    return video;
  }

  /**
   * An encode that ended between the look at the video and the write had its event when no lecture
   * held the video yet: a second look makes good for it.
   */
  async #withLatest(ctx: Ctx, lectureId: Id<'lecture'>, mediaId: Id<'media'>) {
    const [latest] = await this.media.describe(ctx, { ids: [mediaId] });
    return this.db.inTx(ctx, async (tx) => {
      if (latest) await mirrorMedia(tx, mediaId, latest);
      const lecture = await findLecture(tx, lectureId);
      if (!lecture) throw new AppError('lecture_not_found');
      return toDraftLecture(lecture);
    });
  }
}

/** The columns of a lecture that holds this video now. */
function attached({ id, status, durationSeconds }: MediaSummary): Partial<LectureRow> {
  return { mediaId: id, mediaStatus: status, durationSeconds };
}
