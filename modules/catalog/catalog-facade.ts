import type { Ctx, Id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { Catalog, CourseCurriculum, CourseId, CourseImport, LectureId } from './index.ts';
import { ReadArticle } from './queries/read-article.ts';
import { ReadCurriculum } from './queries/read-curriculum.ts';
import { ProvisionCourse } from './use-cases/provision-course.ts';
import { PublishCourse } from './use-cases/publish-course.ts';
import { RejectCourse } from './use-cases/reject-course.ts';

/** The catalog in this process. */
@Injectable()
export class CatalogFacade implements Catalog {
  constructor(
    private readonly curriculum: ReadCurriculum,
    private readonly articles: ReadArticle,
    private readonly publication: PublishCourse,
    private readonly rejection: RejectCourse,
    private readonly provisioning: ProvisionCourse,
  ) {}

  async published(ctx: Ctx, input: { courseId: CourseId }): Promise<CourseCurriculum | undefined> {
    const [found] = await this.curriculum.published(ctx, [input.courseId]);
    return found;
  }

  publishedMany(
    ctx: Ctx,
    input: { courseIds: readonly CourseId[] },
  ): Promise<readonly CourseCurriculum[]> {
    return this.curriculum.published(ctx, input.courseIds);
  }

  draft(ctx: Ctx, input: { courseId: CourseId }): Promise<CourseCurriculum> {
    return this.curriculum.draft(ctx, input.courseId);
  }

  maySeeDraft(ctx: Ctx, input: { courseId: CourseId }): Promise<boolean> {
    return this.curriculum.maySeeDraft(ctx, input.courseId);
  }

  taught(ctx: Ctx, input: { instructorId: Id<'user'> }): Promise<readonly CourseCurriculum[]> {
    return this.curriculum.taught(ctx, input.instructorId);
  }

  findBySlug(ctx: Ctx, input: { slug: string }): Promise<CourseId | undefined> {
    return this.curriculum.idOf(ctx, input.slug);
  }

  async publish(
    ctx: Ctx,
    input: { courseId: CourseId },
  ): Promise<{ courseId: CourseId; version: number }> {
    const version = await this.publication.run(ctx, input);
    return { courseId: input.courseId, version };
  }

  reject(ctx: Ctx, input: { courseId: CourseId; reason: string }): Promise<void> {
    return this.rejection.run(ctx, input);
  }

  article(
    ctx: Ctx,
    input: { courseId: CourseId; lectureId: LectureId; from: 'published' | 'draft' },
  ): Promise<{ readonly title: string; readonly body: string } | undefined> {
    return this.articles.run(ctx, input);
  }

  provision(
    ctx: Ctx,
    input: { course: CourseImport },
  ): Promise<{ courseId: CourseId; isNew: boolean }> {
    return this.provisioning.run(ctx, input);
  }
}
