import { AppError, type Ctx } from '@edumaster/kernel';
import { Catalog, type CourseId, type CurriculumLecture, type LectureId } from '@edumaster/catalog';
import { Injectable } from '@nestjs/common';

const freshMilliseconds = 30_000;
const maxCourses = 2_000;

interface Known {
  readonly until: number;
  readonly lectures: ReadonlyMap<LectureId, CurriculumLecture>;
}

/**
 * The lectures of published courses, remembered for half a minute: a heartbeat comes every few
 * seconds from each person who watches, and what it needs of the course hardly ever changes. A
 * lecture that is not known is always asked for, so that a new version is seen at once.
 */
@Injectable()
export class PublishedLectures {
  readonly #courses = new Map<string, Known>();
  readonly #catalog: Catalog;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** @throws AppError `not_found` when the published version of the course has no such lecture */
  async find(
    ctx: Ctx,
    of: { readonly courseId: CourseId; readonly lectureId: LectureId },
  ): Promise<CurriculumLecture> {
    const key = `${ctx.tenantId}/${of.courseId}`;
    const known = this.#courses.get(key);
    const remembered =
      known && known.until > ctx.now.getTime() ? known.lectures.get(of.lectureId) : undefined;
    if (remembered) return remembered;
    const lecture = (await this.#load(ctx, key, of.courseId)).get(of.lectureId);
    if (!lecture) throw new AppError('not_found', { detail: 'There is no such lecture' });
    return lecture;
  }

  async #load(ctx: Ctx, key: string, courseId: CourseId): Promise<Known['lectures']> {
    const curriculum = await this.#catalog.published(ctx, { courseId });
    const lectures = new Map((curriculum?.lectures ?? []).map((lecture) => [lecture.id, lecture]));
    this.#courses.delete(key);
    if (!curriculum) return lectures;
    this.#courses.set(key, { until: ctx.now.getTime() + freshMilliseconds, lectures });
    const oldest = this.#courses.keys().next();
    if (this.#courses.size > maxCourses && !oldest.done) this.#courses.delete(oldest.value);
    return lectures;
  }
}
