import type { Tx } from '@edumaster/database';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { courseCompletions, lectureProgress } from './tables.ts';

export interface Learner {
  readonly userId: string;
  readonly courseId: string;
}

export interface LearnerLecture extends Learner {
  readonly lectureId: string;
}

export interface LectureProgress extends LearnerLecture {
  readonly lastPositionSeconds: number;
  readonly lastEventAt: Date | null;
  readonly watchedSeconds: number;
  readonly durationSeconds: number | null;
  readonly completedAt: Date | null;
}

const columns = {
  userId: lectureProgress.userId,
  courseId: lectureProgress.courseId,
  lectureId: lectureProgress.lectureId,
  lastPositionSeconds: lectureProgress.lastPositionSeconds,
  lastEventAt: lectureProgress.lastEventAt,
  watchedSeconds: lectureProgress.watchedSeconds,
  durationSeconds: lectureProgress.durationSeconds,
  completedAt: lectureProgress.completedAt,
};

/** All progress of these learners in these courses. */
export async function progressOf(
  tx: Tx,
  of: { readonly userIds: readonly string[]; readonly courseIds: readonly string[] },
): Promise<LectureProgress[]> {
  if (of.userIds.length === 0 || of.courseIds.length === 0) return [];
  return tx.sql
    .select(columns)
    .from(lectureProgress)
    .where(
      and(
        inArray(lectureProgress.userId, [...of.userIds]),
        inArray(lectureProgress.courseId, [...of.courseIds]),
      ),
    );
}

export async function findLectureProgress(
  tx: Tx,
  of: LearnerLecture,
): Promise<LectureProgress | undefined> {
  const [row] = await tx.sql.select(columns).from(lectureProgress).where(isOf(of));
  return row;
}

/** The lectures of the course that the learner has completed. */
export async function completedLectures(tx: Tx, of: Learner): Promise<Set<string>> {
  const rows = await tx.sql
    .select({ lectureId: lectureProgress.lectureId })
    .from(lectureProgress)
    .where(
      and(
        eq(lectureProgress.userId, of.userId),
        eq(lectureProgress.courseId, of.courseId),
        isNotNull(lectureProgress.completedAt),
      ),
    );
  return new Set(rows.map(({ lectureId }) => lectureId));
}

/** Sets or takes back the learner's own mark; one that is there keeps its time. */
export async function markManually(
  tx: Tx,
  of: LearnerLecture,
  completedAt: Date | null,
): Promise<Date | null> {
  const isManual = completedAt !== null;
  const kept = sql`coalesce(${lectureProgress.completedAt}, excluded.completed_at)`;
  const [row] = await tx.sql
    .insert(lectureProgress)
    .values({ ...of, completedAt, isManual })
    .onConflictDoUpdate({
      target: [
        lectureProgress.tenantId,
        lectureProgress.userId,
        lectureProgress.courseId,
        lectureProgress.lectureId,
      ],
      set: isManual
        ? {
            completedAt: kept,
            isManual: sql`${lectureProgress.completedAt} is null or ${lectureProgress.isManual}`,
          }
        : { completedAt: null, isManual: false },
    })
    .returning({ completedAt: lectureProgress.completedAt });
  return row?.completedAt ?? null;
}

/**
 * Claims the right to say that the lecture was completed; undefined when that was said before, or
 * is not so.
 */
export async function claimAnnouncement(
  tx: Tx,
  of: LearnerLecture,
): Promise<{ completedAt: Date; isManual: boolean } | undefined> {
  const [row] = await tx.sql
    .update(lectureProgress)
    .set({ announcedAt: tx.ctx.now })
    .where(
      and(isOf(of), isNotNull(lectureProgress.completedAt), isNull(lectureProgress.announcedAt)),
    )
    .returning({
      completedAt: lectureProgress.completedAt,
      isManual: lectureProgress.isManual,
    });
  return row?.completedAt ? { completedAt: row.completedAt, isManual: row.isManual } : undefined;
}

/** False when it is known already. */
export async function insertCourseCompletion(
  tx: Tx,
  completion: Learner & { readonly version: number; readonly completedAt: Date },
): Promise<boolean> {
  const inserted = await tx.sql
    .insert(courseCompletions)
    .values(completion)
    .onConflictDoNothing()
    .returning({ courseId: courseCompletions.courseId });
  return inserted.length > 0;
}

function isOf({ userId, courseId, lectureId }: LearnerLecture) {
  return and(
    eq(lectureProgress.userId, userId),
    eq(lectureProgress.courseId, courseId),
    eq(lectureProgress.lectureId, lectureId),
  );
}

export async function courseCompletedAt(tx: Tx, of: Learner): Promise<Date | null> {
  const [row] = await tx.sql
    .select({ completedAt: courseCompletions.completedAt })
    .from(courseCompletions)
    .where(
      and(eq(courseCompletions.userId, of.userId), eq(courseCompletions.courseId, of.courseId)),
    );
  return row?.completedAt ?? null;
}
