import { AppError, type Ctx, decodeCursor, encodeCursor, isId } from '@edumaster/kernel';
import type { CourseCurriculum, CourseId, CurriculumLecture } from '@edumaster/catalog';
import { type CaptionHit, type CaptionPlace, Media, type MediaId } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { WatchableCourses } from './watchable-courses.ts';

const defaultLimit = 20;

export interface TranscriptSearch {
  /** As it was typed. */
  readonly q: string;
  /** Only this course; otherwise all that the caller may watch. */
  readonly courseId?: CourseId | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface TranscriptHit {
  readonly course: CourseCurriculum;
  readonly lecture: CurriculumLecture;
  readonly hit: CaptionHit;
}

/** Finds what is said in the lectures that the caller may watch, to the second. */
@Injectable()
export class SearchTranscripts {
  readonly #courses: WatchableCourses;
  readonly #media: Media;

  constructor(courses: WatchableCourses, media: Media) {
    this.#courses = courses;
    this.#media = media;
  }

  /** @throws AppError of `WatchableCourses`, `validation_failed` for a foreign cursor */
  async run(ctx: Ctx, search: TranscriptSearch) {
    const { q, courseId, cursor, limit = defaultLimit } = search;
    const last = cursor === undefined ? undefined : placeIn(cursor);
    const courses = courseId
      ? await this.#courses.one(ctx, courseId)
      : await this.#courses.all(ctx);
    const lectures = lecturesByVideo(courses);
    const mediaIds = [...lectures.keys()];
    const after = last && currentPlace(last, mediaIds);
    // One more than asked for tells whether there is a next page.
    const page = { mediaIds, q, after, limit: limit + 1 };
    const hits = await this.#media.searchCaptions(ctx, page);
    const items = hits.slice(0, limit).flatMap((hit): TranscriptHit[] => {
      const shown = lectures.get(hit.mediaId);
      return shown ? [{ ...shown, hit }] : [];
    });
    const end = hits.length > limit ? items.at(-1)?.hit : undefined;
    return { items, nextCursor: end ? cursorAt(end) : null };
  }
}

interface ShownLecture {
  readonly course: CourseCurriculum;
  readonly lecture: CurriculumLecture;
}

/** A video that stands in several lectures is found in the first of them. */
function lecturesByVideo(courses: readonly CourseCurriculum[]): Map<MediaId, ShownLecture> {
  const lectures = new Map<MediaId, ShownLecture>();
  for (const course of courses) {
    for (const lecture of course.lectures) {
      const { mediaId } = lecture;
      if (mediaId && !lectures.has(mediaId)) lectures.set(mediaId, { course, lecture });
    }
  }
  return lectures;
}

interface LastSeen extends CaptionPlace {
  readonly mediaId: string;
}

function cursorAt({ mediaId, place: at }: CaptionHit): string {
  return encodeCursor([mediaId, at.place, at.startMs, at.captionId, at.position]);
}

/** A course that came or went since the last page has moved the numbers of the videos. */
function currentPlace(last: LastSeen, mediaIds: readonly string[]): CaptionPlace {
  const index = mediaIds.indexOf(last.mediaId);
  return index === -1 ? last : { ...last, place: index + 1 };
}

/** @throws AppError `validation_failed` for the cursor of another list */
function placeIn(cursor: string): LastSeen {
  const [mediaId, place, startMs, captionId, position] = decodeCursor(cursor, 5);
  const isOurs =
    isId(String(mediaId)) &&
    isId(String(captionId)) &&
    [place, startMs, position].every((part) => isSmallNumber(part));
  if (!isOurs) {
    const errors = [{ path: 'cursor', message: 'is not a cursor that this search gave' }];
    throw new AppError('validation_failed', { errors });
  }
  return {
    mediaId: String(mediaId),
    place: Number(place),
    startMs: Number(startMs),
    captionId: String(captionId),
    position: Number(position),
  };
}

/** What fits into an integer of the database. */
function isSmallNumber(part: unknown): boolean {
  return Number.isInteger(part) && Number(part) >= 0 && Number(part) < 2 ** 31;
}
