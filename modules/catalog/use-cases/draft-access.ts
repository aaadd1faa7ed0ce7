import { AppError, type Id } from '@edumaster/kernel';
import type { Tx } from '@edumaster/database';
import { authorize, may, type Permission } from '@edumaster/policy';
import { type CourseAction, refusalOf } from '../domain/course-state.ts';
import { editCourse, readDraft, type TaughtCourse } from '../policy.ts';
import { lockCourse } from '../store/course-store.ts';
import { findLecture, findSection } from '../store/outline-store.ts';
import type { CourseRow, LectureRow, SectionRow } from '../store/tables.ts';

interface Wish {
  readonly permission: Permission<TaughtCourse>;
  readonly action: CourseAction;
}

const toEdit: Wish = { permission: editCourse, action: 'edit' };

/**
 * The course under its lock, when the caller may do this to it and its state allows it.
 * @throws AppError `course_not_found`, `forbidden`, or the refusal of the state
 */
export async function openCourse(tx: Tx, id: Id<'course'>, wish: Wish): Promise<CourseRow> {
  const course = await lockCourse(tx, id);
  if (!course || !isVisible(tx, course)) throw new AppError('course_not_found');
  authorize(tx.ctx, wish.permission, course);
  requireAllowed(course, wish.action);
  return course;
}

/** @throws AppError as `openCourse` */
export function openDraft(tx: Tx, id: Id<'course'>): Promise<CourseRow> {
  return openCourse(tx, id, toEdit);
}

/** @throws AppError `section_not_found`, or as `openCourse` */
export async function openSection(
  tx: Tx,
  id: Id<'section'>,
  wish: Wish = toEdit,
): Promise<{ course: CourseRow; section: SectionRow }> {
  const known = await findSection(tx, id);
  if (!known) throw new AppError('section_not_found');
  const course = await openOuterCourse(tx, known.courseId, wish, 'section_not_found');
  // Another request may have deleted it before the lock was had.
  const section = await findSection(tx, id);
  if (!section) throw new AppError('section_not_found');
  return { course, section };
}

/** @throws AppError `lecture_not_found`, or as `openCourse` */
export async function openLecture(
  tx: Tx,
  id: Id<'lecture'>,
  wish: Wish = toEdit,
): Promise<{ course: CourseRow; lecture: LectureRow }> {
  const known = await findLecture(tx, id);
  if (!known) throw new AppError('lecture_not_found');
  const course = await openOuterCourse(tx, known.courseId, wish, 'lecture_not_found');
  const lecture = await findLecture(tx, id);
  if (!lecture) throw new AppError('lecture_not_found');
  return { course, lecture };
}

/** @throws AppError with the reason why the state does not allow it */
export function requireAllowed(course: CourseRow, action: CourseAction): void {
  const refusal = refusalOf(course, action);
  if (refusal) throw new AppError(refusal);
}

/** Everybody sees what is published, insiders also what is not. */
export function isVisible(tx: Tx, course: CourseRow): boolean {
  return course.publishedVersion !== null || may(tx.ctx.actor, readDraft, course);
}

/** Who asks for a part of a course that is not visible learns nothing of the course either. */
async function openOuterCourse(
  tx: Tx,
  id: Id<'course'>,
  wish: Wish,
  missing: string,
): Promise<CourseRow> {
  const course = await lockCourse(tx, id);
  if (!course || !isVisible(tx, course)) throw new AppError(missing);
  authorize(tx.ctx, wish.permission, course);
  requireAllowed(course, wish.action);
  return course;
}
