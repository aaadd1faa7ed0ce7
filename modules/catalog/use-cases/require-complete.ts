import { AppError } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { submissionProblems } from '../domain/submission.ts';
import { readOutline } from '../store/outline-store.ts';
import type { CourseRow } from '../store/tables.ts';

/** @throws AppError `course_incomplete` with everything that is `missing` */
export async function requireComplete(tx: Tx, { id, description }: CourseRow): Promise<void> {
  const missing = submissionProblems({ description, sections: await readOutline(tx, id) });
  if (missing.length === 0) return;
  const detail = missing.map(({ message }) => message).join('; ');
  throw new AppError('course_incomplete', { detail, extra: { missing } });
}
