import type { Tx } from '@edumaster/database';
import type { Id } from '@edumaster/kernel';
import { asc, eq, inArray, max } from 'drizzle-orm';
import type { ResourceContent } from '../domain/course-content.ts';
import { lectureResources } from './tables.ts';

type LectureId = Id<'lecture'>;
type ResourceRow = typeof lectureResources.$inferSelect;

/** Those of the draft, of each lecture in their order. */
export async function resourcesOf(
  tx: Tx,
  lectureIds: readonly LectureId[],
): Promise<ReadonlyMap<string, readonly ResourceContent[]>> {
  if (lectureIds.length === 0) return new Map();
  const rows = await tx.sql
    .select()
    .from(lectureResources)
    .where(inArray(lectureResources.lectureId, [...lectureIds]))
    .orderBy(asc(lectureResources.position), asc(lectureResources.id));
  const byLecture = Map.groupBy(rows, ({ lectureId }) => lectureId);
  return new Map([...byLecture].map(([id, found]) => [id, found.map(toContent)]));
}

export async function findResource(tx: Tx, id: Id<'resource'>): Promise<ResourceRow | undefined> {
  const [found] = await tx.sql.select().from(lectureResources).where(eq(lectureResources.id, id));
  return found;
}

/** At the end of its lecture; the caller holds the course's lock. */
export async function appendResource(
  tx: Tx,
  resource: Omit<typeof lectureResources.$inferInsert, 'position'>,
): Promise<void> {
  const [last] = await tx.sql
    .select({ position: max(lectureResources.position) })
    .from(lectureResources)
    .where(eq(lectureResources.lectureId, resource.lectureId));
  const position = (last?.position ?? 0) + 1;
  await tx.sql.insert(lectureResources).values({ ...resource, position });
}

export async function renameResource(tx: Tx, id: Id<'resource'>, title: string): Promise<void> {
  await tx.sql.update(lectureResources).set({ title }).where(eq(lectureResources.id, id));
}

export async function deleteResource(tx: Tx, id: Id<'resource'>): Promise<void> {
  await tx.sql.delete(lectureResources).where(eq(lectureResources.id, id));
}

export function toContent({ id, title, mediaId, filename, size }: ResourceRow): ResourceContent {
  return { id, title, mediaId, filename, size };
}
