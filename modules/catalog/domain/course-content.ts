import type { Id, Money } from '@edumaster/kernel';
import type { Discount } from './price.ts';

export type LectureKind = 'video' | 'article' | 'quiz' | 'assignment';
export type CourseLevel = 'beginner' | 'intermediate' | 'advanced';

/** A file that learners of a lecture download. */
export interface ResourceContent {
  readonly id: Id<'resource'>;
  readonly title: string;
  readonly mediaId: Id<'media'>;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
}

export interface LectureContent {
  readonly id: Id<'lecture'>;
  readonly title: string;
  readonly kind: LectureKind;
  readonly isPreview: boolean;
  readonly mediaId: Id<'media'> | null;
  readonly durationSeconds: number | null;
  readonly articleBody: string | null;
  /** Versions from before there were files have none. */
  readonly resources?: readonly ResourceContent[];
}

export interface SectionContent<Lecture extends LectureContent = LectureContent> {
  readonly id: Id<'section'>;
  readonly title: string;
  readonly lectures: readonly Lecture[];
}

export interface CourseDetails {
  readonly title: string;
  readonly subtitle: string;
  /** Plain text; whoever shows it escapes it. */
  readonly description: string;
  /** Slug of a category of the tenant. */
  readonly category: string;
  readonly level: CourseLevel;
  readonly language: string;
  /** Before the discount. */
  readonly price: Money;
  readonly discount: Discount | null;
  readonly tags: readonly string[];
  readonly thumbnailMediaId: Id<'media'> | null;
}

/** All that learners meet. A published version is one of these and never changes again. */
export interface CourseContent extends CourseDetails {
  readonly sections: readonly SectionContent[];
}
