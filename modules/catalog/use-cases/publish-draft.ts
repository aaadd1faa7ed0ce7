import type { Tx } from '@edumaster/database';
import { eventOf, type Outbox } from '@edumaster/events';
import type { PersonCard } from '@edumaster/identity';
import type { Media } from '@edumaster/media';
import type { CourseContent, LectureContent } from '../domain/course-content.ts';
import type { DraftLecture } from '../domain/submission.ts';
import { coursePublished } from '../events.ts';
import { findCategory } from '../store/category-store.ts';
import { detailsOf, updateCourse } from '../store/course-store.ts';
import { markPublished, readOutline } from '../store/outline-store.ts';
import type { CourseRow } from '../store/tables.ts';
import { insertVersion } from '../store/version-store.ts';
import { userOrNull } from './user-of.ts';

interface Publication {
  /** Under its lock. */
  readonly course: CourseRow;
  readonly instructor: PersonCard;
  readonly outbox: Outbox;
  readonly media: Pick<Media, 'imageUrl'>;
}

/** Writes the draft down as the next version and tells everybody. @returns the version */
export async function publishDraft(tx: Tx, publication: Publication): Promise<number> {
  const { course, outbox } = publication;
  const { now } = tx.ctx;
  const version = (course.publishedVersion ?? 0) + 1;
  const content = await contentOf(tx, course);
  await insertVersion(tx, {
    courseId: course.id,
    version,
    content,
    publishedAt: now,
    publishedBy: userOrNull(tx.ctx),
  });
  await markPublished(tx, course.id, version);
  await updateCourse(tx, course.id, {
    publishedVersion: version,
    draftStatus: 'editing',
    hasChanges: false,
    rejectionId: null,
    updatedAt: now,
  });
  const card = await cardOf(tx, { ...publication, version, content });
  await outbox.emit(tx, eventOf(coursePublished, card));
  return version;
}

async function contentOf(tx: Tx, course: CourseRow): Promise<CourseContent> {
  const outline = await readOutline(tx, course.id);
  const sections = outline.map(({ id, title, lectures }) => ({
    id,
    title,
    lectures: lectures.map(publishedLecture),
  }));
  return { ...detailsOf(course), sections };
}

/** How far its video has come is a matter of the draft. */
function publishedLecture(lecture: DraftLecture): LectureContent {
  const { mediaStatus: _, ...published } = lecture;
  return published;
}

interface CardSource extends Publication {
  readonly version: number;
  readonly content: CourseContent;
}

async function cardOf(tx: Tx, { course, content, version, instructor, media }: CardSource) {
  const { sections, thumbnailMediaId, tags, ...details } = content;
  const lectures = sections.flatMap((section) => section.lectures);
  const category = await findCategory(tx, content.category);
  const now = tx.ctx.now.toISOString();
  return {
    ...details,
    courseId: course.id,
    slug: course.slug,
    version,
    categoryName: category?.name ?? content.category,
    tags: [...tags],
    thumbnailUrl: thumbnailMediaId && media.imageUrl(thumbnailMediaId),
    instructor: { id: instructor.id, name: instructor.name },
    lectureTitles: lectures.map(({ title }) => title),
    lectureCount: lectures.length,
    durationSeconds: lectures.reduce((sum, lecture) => sum + (lecture.durationSeconds ?? 0), 0),
    publishedAt: now,
    createdAt: course.createdAt.toISOString(),
    updatedAt: now,
  };
}
