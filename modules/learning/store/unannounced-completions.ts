import { type Id, id } from '@edumaster/kernel';
import type { SystemTx } from '@edumaster/database';
import type { LearnerLecture } from './lecture-progress-store.ts';

export interface UnannouncedCompletion extends LearnerLecture {
  readonly tenantId: Id<'tenant'>;
}

/** Completions of all tenants that nobody was told of, for whatever reason. */
export async function unannouncedCompletions(
  tx: SystemTx,
  limit: number,
): Promise<UnannouncedCompletion[]> {
  const rows = await tx.rows<LearnerLecture & { tenantId: string }>({
    text: `select tenant_id as "tenantId", user_id as "userId", course_id as "courseId",
                  lecture_id as "lectureId"
           from learning.lecture_progress
           where completed_at is not null and announced_at is null
           limit $1`,
    values: [limit],
  });
  return rows.map((row) => ({ ...row, tenantId: id(row.tenantId) }));
}
