import type { Media } from '@edumaster/media';
import type { z } from 'zod';
import type {
  courseSchema,
  courseSummarySchema,
  lectureSchema,
} from '../contracts/course-schemas.ts';
import type { CourseDetails, LectureContent, ResourceContent } from '../domain/course-content.ts';
import { isRunning, priceAt } from '../domain/price.ts';
import type { DraftLecture } from '../domain/submission.ts';
import type { CourseSummaryView, DraftView, PublishedView } from '../queries/course-view.ts';

type CourseJson = z.input<typeof courseSchema>;
type SummaryJson = z.input<typeof courseSummarySchema>;
type LectureJson = z.input<typeof lectureSchema>;

export interface Presentation {
  readonly now: Date;
  readonly media: Pick<Media, 'imageUrl'>;
}

export function presentCourse(
  view: DraftView | PublishedView,
  presentation: Presentation,
): CourseJson {
  const summary = presentSummary(view, presentation);
  return view.kind === 'draft'
    ? { ...summary, ...draftMembers(view) }
    : { ...summary, sections: presentSections(view.details.sections, presentLecture) };
}

export function presentSummary(view: CourseSummaryView, { now, media }: Presentation): SummaryJson {
  const { course, details, status, instructor } = view;
  const { title, subtitle, description, category, level, language, thumbnailMediaId } = details;
  return {
    id: course.id,
    slug: course.slug,
    title,
    subtitle,
    description,
    category,
    level,
    language,
    price: presentPrice(details, now),
    tags: [...details.tags],
    status,
    ...(thumbnailMediaId ? { thumbnailUrl: media.imageUrl(thumbnailMediaId) } : {}),
    instructor: { id: instructor.id, name: instructor.name },
    rating: ratingOf(course.ratingSum, course.ratingCount),
    enrollmentCount: course.enrollmentCount,
    publishedVersion: course.publishedVersion,
    createdAt: course.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  };
}

/** A lecture of the draft, with what its instructor works on. */
export function presentDraftLecture(lecture: DraftLecture): LectureJson {
  const { mediaId, mediaStatus, articleBody } = lecture;
  return {
    ...presentLecture(lecture),
    ...(mediaId === null ? {} : { mediaId }),
    ...(mediaStatus === null ? {} : { mediaStatus }),
    ...(articleBody === null ? {} : { articleBody }),
  };
}

export function presentResource({ id, title, filename, size }: ResourceContent) {
  return { id, title, filename, size };
}

/** A published lecture; the text of an article only where it is a preview. */
function presentLecture(lecture: LectureContent): LectureJson {
  const { id, title, kind, durationSeconds, isPreview, articleBody, resources = [] } = lecture;
  const isReadable = isPreview && articleBody !== null;
  return {
    id,
    title,
    kind,
    durationSeconds,
    isPreview,
    ...(isReadable ? { articleBody } : {}),
    ...(resources.length > 0 ? { resources: resources.map(presentResource) } : {}),
  };
}

function draftMembers({ details, rejection, problems }: DraftView) {
  const { reason, rejectedAt } = rejection ?? {};
  return {
    sections: presentSections(details.sections, presentDraftLecture),
    submissionProblems: [...problems],
    ...(reason && rejectedAt ? { rejection: { reason, at: rejectedAt.toISOString() } } : {}),
  };
}

interface SectionLike<Lecture> {
  readonly id: string;
  readonly title: string;
  readonly lectures: readonly Lecture[];
}

function presentSections<Lecture>(
  sections: readonly SectionLike<Lecture>[],
  present: (lecture: Lecture) => LectureJson,
): CourseJson['sections'] {
  return sections.map(({ id, title, lectures }) => ({
    id,
    title,
    lectures: lectures.map(present),
  }));
}

function presentPrice({ price, discount }: CourseDetails, now: Date): SummaryJson['price'] {
  if (!isRunning(discount, now)) return { ...price };
  return {
    ...priceAt(now, price, discount),
    listAmount: price.amount,
    discountPercent: discount.percent,
    ...(discount.endsAt === null ? {} : { discountEndsAt: discount.endsAt }),
  };
}

/** 0 while nobody has rated. */
function ratingOf(sum: number, count: number): SummaryJson['rating'] {
  const average = count === 0 ? 0 : Math.round((sum / count) * 100) / 100;
  return { average, count };
}
