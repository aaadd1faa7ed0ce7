import { AppError, type Ctx } from '@edumaster/kernel';
import {
  Catalog,
  type CourseId,
  type CurriculumLecture,
  type LectureId,
  publishedSignal,
} from '@edumaster/catalog';
import { type Found, Remembered, Signals } from '@edumaster/signals';
import { Injectable } from '@nestjs/common';

const size = 5_000;
const ageMilliseconds = 30_000;

type Lectures = ReadonlyMap<LectureId, CurriculumLecture>;

/**
 * The lectures of published courses, remembered until another version is published: a heartbeat
 * comes every few seconds from each person who watches, and what it needs of the course hardly ever
 * changes. Signals of a tenant's own database do not arrive, so half a minute is the most. A lecture
 * that is not known is always asked for, so that a new version is seen at once.
 */
@Injectable()
export class PublishedLectures {
  readonly #catalog: Catalog;
  readonly #remembered: Remembered<Lectures>;

  constructor(catalog: Catalog, signals: Signals) {
    this.#catalog = catalog;
    const channel = publishedSignal;
    this.#remembered = new Remembered({ signals, channel, size, ageMilliseconds });
  }

  /** @throws AppError `not_found` when the published version of the course has no such lecture */
  async find(
    ctx: Ctx,
    of: { readonly courseId: CourseId; readonly lectureId: LectureId },
  ): Promise<CurriculumLecture> {
    const key = `${ctx.tenantId}/${of.courseId}`;
    const load = () => this.#load(ctx, of.courseId);
    const remembered = (await this.#remembered.get(key, load))?.get(of.lectureId);
    const lecture = remembered ?? (await this.#remembered.renew(key, load))?.get(of.lectureId);
    if (!lecture) throw new AppError('not_found', { detail: 'There is no such lecture' });
    return lecture;
  }

  async #load(ctx: Ctx, courseId: CourseId): Promise<Found<Lectures> | undefined> {
    const curriculum = await this.#catalog.published(ctx, { courseId });
    if (!curriculum) return undefined;
    const value = new Map(curriculum.lectures.map((lecture) => [lecture.id, lecture]));
    return { value, hangsOn: [courseId] };
  }
}
