import { AppError, type Ctx, newId } from '@edumaster/kernel';
import { may } from '@edumaster/policy';
import '../errors.ts';
import type { Catalog, CourseCurriculum, CourseId, CourseImport } from '../index.ts';
import { readDraft } from '../policy.ts';

type Input<Method extends keyof Catalog> = Parameters<Catalog[Method]>[1];

interface KeptCourse {
  readonly draft: CourseCurriculum;
  readonly published: CourseCurriculum | undefined;
  readonly isInReview: boolean;
  readonly articles: ReadonlyMap<string, string>;
}

/** Keeps courses in memory, each tenant's apart, and goes by the rules of the real one. */
export class FakeCatalog implements Catalog {
  readonly #courses = new Map<string, KeptCourse>();

  /** What a learner meets. */
  addPublished(ctx: Ctx, course: CourseCurriculum): void {
    this.#keep(ctx, { draft: course, published: course });
  }

  /** What only its instructor and the moderators see. */
  addDraft(ctx: Ctx, course: CourseCurriculum, state: { isInReview?: boolean } = {}): void {
    const published = this.#find(ctx, course.courseId)?.published;
    this.#keep(ctx, { draft: course, published, isInReview: state.isInReview ?? false });
  }

  async published(ctx: Ctx, { courseId }: Input<'published'>) {
    return this.#find(ctx, courseId)?.published;
  }

  async publishedMany(ctx: Ctx, { courseIds }: Input<'publishedMany'>) {
    const found = courseIds.map((courseId) => this.#find(ctx, courseId)?.published);
    return found.filter((course) => course !== undefined);
  }

  async draft(ctx: Ctx, { courseId }: Input<'draft'>): Promise<CourseCurriculum> {
    const course = this.#require(ctx, courseId);
    if (may(ctx.actor, readDraft, course.draft)) return course.draft;
    throw new AppError(course.published ? 'forbidden' : 'course_not_found');
  }

  async maySeeDraft(ctx: Ctx, { courseId }: Input<'maySeeDraft'>): Promise<boolean> {
    const course = this.#find(ctx, courseId);
    return course !== undefined && may(ctx.actor, readDraft, course.draft);
  }

  async taught(ctx: Ctx, { instructorId }: Input<'taught'>): Promise<readonly CourseCurriculum[]> {
    return [...this.#courses]
      .filter(([key]) => key.startsWith(`${ctx.tenantId}/`))
      .map(([, { draft }]) => draft)
      .filter((draft) => draft.instructorId === instructorId);
  }

  async findBySlug(ctx: Ctx, { slug }: Input<'findBySlug'>): Promise<CourseId | undefined> {
    const known = [...this.#courses].find(
      ([key, { draft }]) => key.startsWith(`${ctx.tenantId}/`) && draft.slug === slug,
    );
    return known?.[1].draft.courseId;
  }

  async publish(ctx: Ctx, { courseId }: Input<'publish'>) {
    const course = this.#requireInReview(ctx, courseId);
    const version = (course.published?.version ?? 0) + 1;
    const published = { ...course.draft, version };
    this.#keep(ctx, { ...course, draft: published, published, isInReview: false });
    return { courseId, version };
  }

  async reject(ctx: Ctx, { courseId }: Input<'reject'>): Promise<void> {
    this.#keep(ctx, { ...this.#requireInReview(ctx, courseId), isInReview: false });
  }

  async article(ctx: Ctx, { courseId, lectureId, from }: Input<'article'>) {
    const course = this.#find(ctx, courseId);
    const lecture = course?.[from]?.lectures.find(({ id }) => id === lectureId);
    if (lecture?.kind !== 'article') return undefined;
    return { title: lecture.title, body: course?.articles.get(lectureId) ?? '' };
  }

  async provision(ctx: Ctx, { course }: Input<'provision'>) {
    const known = await this.findBySlug(ctx, course);
    if (known) return { courseId: known, isNew: false };
    const { curriculum, articles } = imported(course);
    this.#keep(ctx, { draft: curriculum, published: curriculum, articles });
    return { courseId: curriculum.courseId, isNew: true };
  }

  #keep(ctx: Ctx, course: Partial<KeptCourse> & Pick<KeptCourse, 'draft' | 'published'>): void {
    const key = `${ctx.tenantId}/${course.draft.courseId}`;
    this.#courses.set(key, { isInReview: false, articles: new Map(), ...course });
  }

  #find(ctx: Ctx, courseId: CourseId): KeptCourse | undefined {
    return this.#courses.get(`${ctx.tenantId}/${courseId}`);
  }

  #require(ctx: Ctx, courseId: CourseId): KeptCourse {
    const course = this.#find(ctx, courseId);
    if (!course) throw new AppError('course_not_found');
    return course;
  }

  #requireInReview(ctx: Ctx, courseId: CourseId): KeptCourse {
    const course = this.#require(ctx, courseId);
    if (!course.isInReview) throw new AppError('course_not_in_review');
    return course;
  }
}

function imported({ sections, slug, title, instructorId, price }: CourseImport) {
  const articles = new Map<string, string>();
  const lectures = sections.flatMap((section) => {
    const sectionId = newId<'section'>();
    return section.lectures.map((lecture) => {
      const id = newId<'lecture'>();
      if (lecture.articleBody !== undefined) articles.set(id, lecture.articleBody);
      return {
        id,
        sectionId,
        title: lecture.title,
        kind: lecture.kind,
        isPreview: lecture.isPreview ?? false,
        mediaId: lecture.mediaId ?? null,
        durationSeconds: null,
      };
    });
  });
  const courseId = newId<'course'>();
  const curriculum: CourseCurriculum = {
    courseId,
    slug,
    title,
    instructorId,
    price,
    thumbnailUrl: null,
    version: 1,
    isArchived: false,
    lectures,
  };
  return { curriculum, articles };
}
