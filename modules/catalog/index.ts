import type { Ctx, Id, Money } from '@edumaster/kernel';
import type { MediaId } from '@edumaster/media';
import type { CourseLevel, LectureKind, ResourceContent } from './domain/course-content.ts';

export type { CourseLevel, LectureKind, ResourceContent } from './domain/course-content.ts';
export type { CourseStatus } from './domain/course-state.ts';

/** Signalled with the course's id when learners are shown another version of it, or none. */
export const publishedSignal = 'catalog_published';

export {
  courseArchived,
  type CourseCard,
  courseCardSchema,
  coursePublished,
  courseRejected,
  courseSubmitted,
} from './events.ts';

export type CourseId = Id<'course'>;
export type SectionId = Id<'section'>;
export type LectureId = Id<'lecture'>;

export interface CurriculumLecture {
  readonly id: LectureId;
  readonly sectionId: SectionId;
  readonly title: string;
  readonly kind: LectureKind;
  readonly isPreview: boolean;
  readonly mediaId: MediaId | null;
  /** Null while it is not known; of an article its estimated reading time. */
  readonly durationSeconds: number | null;
  /** Files to download; none when not given. */
  readonly resources?: readonly ResourceContent[];
}

/** A course with its lectures in their order, as modules above the catalog need it. */
export interface CourseCurriculum {
  readonly courseId: CourseId;
  readonly slug: string;
  readonly title: string;
  readonly instructorId: Id<'user'>;
  /** With the discount that runs at the time of the Ctx. */
  readonly price: Money;
  readonly thumbnailUrl: string | null;
  /** 0 for a draft that was never published. */
  readonly version: number;
  /** No longer offered: nobody new may enroll, those who are enrolled keep it. */
  readonly isArchived: boolean;
  readonly lectures: readonly CurriculumLecture[];
}

/** A course made by a program: demo data, an import. */
export interface CourseImport {
  readonly slug: string;
  readonly instructorId: Id<'user'>;
  readonly title: string;
  readonly subtitle?: string;
  readonly description: string;
  /** Slug of a category of the tenant. */
  readonly category: string;
  readonly level: CourseLevel;
  readonly language: string;
  readonly price: Money;
  readonly tags?: readonly string[];
  readonly thumbnailMediaId?: MediaId;
  readonly sections: readonly {
    readonly title: string;
    readonly lectures: readonly {
      readonly title: string;
      readonly kind: LectureKind;
      readonly isPreview?: boolean;
      readonly mediaId?: MediaId;
      readonly articleBody?: string;
    }[];
  }[];
}

/** Courses, curricula and their publication. */
export abstract class Catalog {
  /** What learners see, or undefined when the course was never published or is not of this tenant. */
  abstract published(
    ctx: Ctx,
    input: { courseId: CourseId },
  ): Promise<CourseCurriculum | undefined>;

  /** The published ones of these courses, in no order. */
  abstract publishedMany(
    ctx: Ctx,
    input: { courseIds: readonly CourseId[] },
  ): Promise<readonly CourseCurriculum[]>;

  /**
   * The next draft, for those who teach or moderate the course.
   * @throws AppError `course_not_found` (404), or `forbidden` when the course is published but the
   *   caller neither teaches nor moderates it
   */
  abstract draft(ctx: Ctx, input: { courseId: CourseId }): Promise<CourseCurriculum>;

  /** Whether the caller teaches or moderates the course; false for an unknown one. */
  abstract maySeeDraft(ctx: Ctx, input: { courseId: CourseId }): Promise<boolean>;

  /** The next drafts of the courses that a person teaches, the newest first; 200 at most. */
  abstract taught(
    ctx: Ctx,
    input: { instructorId: Id<'user'> },
  ): Promise<readonly CourseCurriculum[]>;

  /** The course of this address in the tenant, in whatever state. */
  abstract findBySlug(ctx: Ctx, input: { slug: string }): Promise<CourseId | undefined>;

  /**
   * Makes the draft in review the published version.
   * @returns the course's id and its new version
   * @throws AppError `course_not_found`, `course_not_in_review` (409)
   */
  abstract publish(
    ctx: Ctx,
    input: { courseId: CourseId },
  ): Promise<{ courseId: CourseId; version: number }>;

  /** Gives the draft in review back. @throws AppError as `publish` */
  abstract reject(ctx: Ctx, input: { courseId: CourseId; reason: string }): Promise<void>;

  /**
   * The text of an article, or undefined when the course has no such article in what is asked for.
   * Whether the caller may read it is the business of the asking module.
   */
  abstract article(
    ctx: Ctx,
    input: { courseId: CourseId; lectureId: LectureId; from: 'published' | 'draft' },
  ): Promise<{ readonly title: string; readonly body: string } | undefined>;

  /**
   * Creates a published course without a review, or returns the one that has this slug. It is as
   * old as the `now` of the Ctx.
   * @throws AppError `validation_failed` for an unknown category; `course_incomplete` when a video
   *   lecture has no video that can be watched
   */
  abstract provision(
    ctx: Ctx,
    input: { course: CourseImport },
  ): Promise<{ courseId: CourseId; isNew: boolean }>;
}
