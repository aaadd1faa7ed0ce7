import { AppError, type Ctx, type Id } from '@edumaster/kernel';
import { Db } from '@edumaster/database';
import { Media } from '@edumaster/media';
import { may, mayAttempt } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { CourseContent, LectureContent } from '../domain/course-content.ts';
import { priceAt } from '../domain/price.ts';
import type { CourseCurriculum, CurriculumLecture } from '../index.ts';
import { readDraft } from '../policy.ts';
import { detailsOf, findCourse, listCoursesOf } from '../store/course-store.ts';
import { readOutline } from '../store/outline-store.ts';
import type { CourseRow } from '../store/tables.ts';
import { findPublished } from '../store/version-store.ts';

const newest = { before: undefined, limit: 200 };

interface Source {
  readonly course: CourseRow;
  readonly version: number;
  readonly content: CourseContent;
}

@Injectable()
export class ReadCurriculum {
  constructor(
    private readonly db: Db,
    private readonly media: Media,
  ) {}

  async published(ctx: Ctx, courseIds: readonly Id<'course'>[]): Promise<CourseCurriculum[]> {
    if (courseIds.length === 0) return [];
    const found = await this.db.inTx(ctx, (tx) => findPublished(tx, courseIds));
    return found.map((source) => this.#curriculumOf(ctx, source));
  }

  /** @throws AppError `course_not_found`, `forbidden` */
  async draft(ctx: Ctx, courseId: Id<'course'>): Promise<CourseCurriculum> {
    const source = await this.db.inTx(ctx, async (tx) => {
      const course = await findCourse(tx, courseId);
      if (!course) throw new AppError('course_not_found');
      if (!may(ctx.actor, readDraft, course)) {
        throw new AppError(course.publishedVersion === null ? 'course_not_found' : 'forbidden');
      }
      const content = { ...detailsOf(course), sections: await readOutline(tx, courseId) };
      return { course, version: course.publishedVersion ?? 0, content };
    });
    return this.#curriculumOf(ctx, source);
  }

  async maySeeDraft(ctx: Ctx, courseId: Id<'course'>): Promise<boolean> {
    // Learners, who are nearly all, cost no look.
    if (!mayAttempt(ctx.actor, readDraft)) return false;
    const course = await this.db.inTx(ctx, (tx) => findCourse(tx, courseId));
    return course !== undefined && may(ctx.actor, readDraft, course);
  }

  async taught(ctx: Ctx, instructorId: Id<'user'>): Promise<CourseCurriculum[]> {
    const sources = await this.db.inTx(ctx, async (tx) => {
      const found: Source[] = [];
      for (const course of await listCoursesOf(tx, instructorId, newest)) {
        const content = { ...detailsOf(course), sections: await readOutline(tx, course.id) };
        found.push({ course, version: course.publishedVersion ?? 0, content });
      }
      return found;
    });
    return sources.map((source) => this.#curriculumOf(ctx, source));
  }

  async idOf(ctx: Ctx, slug: string): Promise<Id<'course'> | undefined> {
    const course = await this.db.inTx(ctx, (tx) => findCourse(tx, slug));
    return course?.id;
  }

  #curriculumOf(ctx: Ctx, { course, version, content }: Source): CourseCurriculum {
    const { thumbnailMediaId, price, discount } = content;
    return {
      courseId: course.id,
      slug: course.slug,
      title: content.title,
      instructorId: course.instructorId,
      price: priceAt(ctx.now, price, discount),
      thumbnailUrl: thumbnailMediaId && this.media.imageUrl(thumbnailMediaId),
      version,
      isArchived: course.archivedAt !== null,
      lectures: content.sections.flatMap((section) =>
        section.lectures.map((lecture) => curriculumLecture(section.id, lecture)),
      ),
    };
  }
}

function curriculumLecture(
  sectionId: Id<'section'>,
  { id, title, kind, isPreview, mediaId, durationSeconds, resources = [] }: LectureContent,
): CurriculumLecture {
  return { id, sectionId, title, kind, isPreview, mediaId, durationSeconds, resources };
}
