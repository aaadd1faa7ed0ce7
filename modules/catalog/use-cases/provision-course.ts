import { type Ctx, type Id, newId } from '@edumaster/kernel';
import { Db, type Tx } from '@edumaster/database';
import { Outbox } from '@edumaster/events';
import { Identity } from '@edumaster/identity';
import { Media, type MediaSummary } from '@edumaster/media';
import { Injectable } from '@nestjs/common';
import { readingSeconds } from '../domain/reading-time.ts';
import { normalTags } from '../domain/tags.ts';
import type { CourseImport } from '../index.ts';
import { findCourse, insertCourse } from '../store/course-store.ts';
import { appendLecture, appendSection } from '../store/outline-store.ts';
import type { CourseRow } from '../store/tables.ts';
import { requireCategory } from './create-course.ts';
import { nameOf } from './name-of.ts';
import { publishDraft } from './publish-draft.ts';
import { requireComplete } from './require-complete.ts';

@Injectable()
export class ProvisionCourse {
  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
    private readonly identity: Identity,
    private readonly media: Media,
  ) {}

  /** Creates a published course without a review, or finds the one that has its slug. */
  async run(ctx: Ctx, { course }: { course: CourseImport }) {
    const instructor = await nameOf(this.identity, ctx, course.instructorId);
    const ids = course.sections.flatMap(({ lectures }) =>
      lectures.flatMap(({ mediaId }) => (mediaId ? [mediaId] : [])),
    );
    const videos = ids.length > 0 ? await this.media.describe(ctx, { ids }) : [];
    return this.db.inTx(ctx, async (tx) => {
      const draft = await insertImport(tx, course);
      if (!draft) return { courseId: await idOf(tx, course.slug), isNew: false };
      await insertOutline(tx, { courseId: draft.id, course, videos });
      await requireComplete(tx, draft);
      const { outbox, media } = this;
      await publishDraft(tx, { course: draft, instructor, outbox, media });
      return { courseId: draft.id, isNew: true };
    });
  }
}

async function insertImport(tx: Tx, course: CourseImport): Promise<CourseRow | undefined> {
  await requireCategory(tx, course.category);
  const { category, price, subtitle = '', tags = [], sections: _, ...same } = course;
  const { now } = tx.ctx;
  return insertCourse(tx, {
    ...same,
    priceAmount: price.amount,
    priceCurrency: price.currency,
    categorySlug: category,
    subtitle,
    tags: [...normalTags(tags)],
    id: newId<'course'>(now.getTime()),
    createdAt: now,
    updatedAt: now,
  });
}

async function idOf(tx: Tx, slug: string): Promise<Id<'course'>> {
  const course = await findCourse(tx, slug);
  if (!course) throw new Error(`course ${slug} was there and is gone`);
  return course.id;
}

interface Outline {
  readonly courseId: Id<'course'>;
  readonly course: CourseImport;
  readonly videos: readonly MediaSummary[];
}

async function insertOutline(tx: Tx, { courseId, course, videos }: Outline): Promise<void> {
  for (const { title, lectures } of course.sections) {
    const sectionId = newId<'section'>();
    await appendSection(tx, { id: sectionId, courseId, title });
    for (const lecture of lectures) {
      const video = videos.find(({ id }) => id === lecture.mediaId);
      const articleBody = lecture.articleBody ?? null;
      await appendLecture(tx, {
        id: newId<'lecture'>(),
        courseId,
        sectionId,
        title: lecture.title,
        kind: lecture.kind,
        isPreview: lecture.isPreview ?? false,
        articleBody,
        mediaId: video?.id ?? null,
        mediaStatus: video?.status ?? null,
        durationSeconds: video?.durationSeconds ?? readingSeconds(articleBody),
      });
    }
  }
}
