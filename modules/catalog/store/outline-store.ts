import type { Id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { and, asc, eq, inArray, isNull, max } from 'drizzle-orm';
import type { SectionContent } from '../domain/course-content.ts';
import { type MediaState, statusesBefore } from '../domain/media-progress.ts';
import type { OutlineEntry } from '../domain/outline.ts';
import type { DraftLecture } from '../domain/submission.ts';
import { resourcesOf } from './resource-store.ts';
import { type LectureRow, lectures, type SectionRow, sections } from './tables.ts';

type CourseId = Id<'course'>;
export type DraftSection = SectionContent<DraftLecture>;

/** The draft's outline in its order. */
export async function readOutline(tx: Tx, courseId: CourseId): Promise<readonly DraftSection[]> {
  const sectionRows = await tx.sql
    .select()
    .from(sections)
    .where(eq(sections.courseId, courseId))
    .orderBy(asc(sections.position), asc(sections.id));
  const lectureRows = await tx.sql
    .select()
    .from(lectures)
    .where(eq(lectures.courseId, courseId))
    .orderBy(asc(lectures.position), asc(lectures.id));
  const resources = await resourcesOf(
    tx,
    lectureRows.map(({ id }) => id),
  );
  const bySection = Map.groupBy(lectureRows, ({ sectionId }) => sectionId);
  return sectionRows.map(({ id, title }) => ({
    id,
    title,
    lectures: (bySection.get(id) ?? []).map((row) => ({
      ...toDraftLecture(row),
      resources: resources.get(row.id) ?? [],
    })),
  }));
}

export async function findSection(tx: Tx, id: Id<'section'>): Promise<SectionRow | undefined> {
  const [section] = await tx.sql.select().from(sections).where(eq(sections.id, id));
  return section;
}

export async function findLecture(tx: Tx, id: Id<'lecture'>): Promise<LectureRow | undefined> {
  const [lecture] = await tx.sql.select().from(lectures).where(eq(lectures.id, id));
  return lecture;
}

/** At the end of the course; the caller holds its lock. */
export async function appendSection(
  tx: Tx,
  section: Pick<SectionRow, 'id' | 'courseId' | 'title'>,
): Promise<void> {
  const [last] = await tx.sql
    .select({ position: max(sections.position) })
    .from(sections)
    .where(eq(sections.courseId, section.courseId));
  await tx.sql.insert(sections).values({ ...section, position: (last?.position ?? 0) + 1 });
}

/** At the end of its section; the caller holds the course's lock. */
export async function appendLecture(
  tx: Tx,
  lecture: Omit<typeof lectures.$inferInsert, 'position'>,
): Promise<void> {
  const [last] = await tx.sql
    .select({ position: max(lectures.position) })
    .from(lectures)
    .where(eq(lectures.sectionId, lecture.sectionId));
  await tx.sql.insert(lectures).values({ ...lecture, position: (last?.position ?? 0) + 1 });
}

export async function renameSection(tx: Tx, id: Id<'section'>, title: string): Promise<void> {
  await tx.sql.update(sections).set({ title }).where(eq(sections.id, id));
}

export async function updateLecture(
  tx: Tx,
  id: Id<'lecture'>,
  values: Partial<typeof lectures.$inferInsert>,
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  await tx.sql.update(lectures).set(values).where(eq(lectures.id, id));
}

/** Its lectures go with it. */
export async function deleteSection(tx: Tx, id: Id<'section'>): Promise<void> {
  await tx.sql.delete(sections).where(eq(sections.id, id));
}

export async function deleteLecture(tx: Tx, id: Id<'lecture'>): Promise<void> {
  await tx.sql.delete(lectures).where(eq(lectures.id, id));
}

/** Whether a published version holds a lecture that is now in this section. */
export async function hasPublishedLecture(tx: Tx, id: Id<'section'>): Promise<boolean> {
  const rows = await tx.sql
    .select({ firstVersion: lectures.firstVersion })
    .from(lectures)
    .where(eq(lectures.sectionId, id));
  return rows.some(({ firstVersion }) => firstVersion !== null);
}

/** Puts everything in this order; a lecture may come to another section. */
export async function reorder(tx: Tx, outline: readonly OutlineEntry[]): Promise<void> {
  const ids = outline.map(({ id }) => id);
  await tx.rows({
    name: 'catalog.reorder-sections',
    text: `update catalog.sections s set position = wanted.position
           from unnest($1::uuid[]) with ordinality as wanted (id, position) where s.id = wanted.id`,
    values: [ids],
  });
  const places = outline.flatMap(({ id, lectures: inside }) =>
    inside.map((lectureId, index) => ({ sectionId: id, lectureId, position: index + 1 })),
  );
  await tx.rows({
    name: 'catalog.reorder-lectures',
    text: `update catalog.lectures l set section_id = wanted.section_id, position = wanted.position
           from unnest($1::uuid[], $2::uuid[], $3::int[]) as wanted (id, section_id, position)
           where l.id = wanted.id`,
    values: [
      places.map(({ lectureId }) => lectureId),
      places.map(({ sectionId }) => sectionId),
      places.map(({ position }) => position),
    ],
  });
}

/** What is new in this version cannot be deleted from now on. */
export async function markPublished(tx: Tx, courseId: CourseId, version: number): Promise<void> {
  const first = { firstVersion: version };
  await tx.sql
    .update(sections)
    .set(first)
    .where(and(eq(sections.courseId, courseId), isNull(sections.firstVersion)));
  await tx.sql
    .update(lectures)
    .set(first)
    .where(and(eq(lectures.courseId, courseId), isNull(lectures.firstVersion)));
}

/** Takes news of a video over into the drafts that hold it, unless they know more already. */
export async function mirrorMedia(tx: Tx, mediaId: Id<'media'>, news: MediaState): Promise<void> {
  const { status, durationSeconds } = news;
  await tx.sql
    .update(lectures)
    .set({ mediaStatus: status, ...(durationSeconds === null ? {} : { durationSeconds }) })
    .where(
      and(
        eq(lectures.mediaId, mediaId),
        inArray(lectures.mediaStatus, [...statusesBefore(status)]),
      ),
    );
}

export function toDraftLecture(row: LectureRow): DraftLecture {
  const { id, title, kind, isPreview, mediaId, mediaStatus, durationSeconds, articleBody } = row;
  return { id, title, kind, isPreview, mediaId, mediaStatus, durationSeconds, articleBody };
}
