import { definePermission, type Grant } from '@edumaster/policy';

/** What the rules need to know of a course. */
export interface TaughtCourse {
  readonly instructorId: string;
}

const teaches = (userId: string, course: TaughtCourse) => course.instructorId === userId;

/** Those who run a tenant reach every course of it. */
const administrators: readonly Grant<TaughtCourse>[] = [{ role: 'admin' }, { role: 'owner' }];
const moderators: readonly Grant<TaughtCourse>[] = [{ role: 'moderator' }, { role: 'staff' }];
const teachers: readonly Grant<TaughtCourse>[] = [
  { role: 'instructor', only: teaches },
  { role: 'staff', only: teaches },
];

const anyTeacher = ['instructor', 'staff', 'admin', 'owner'].map((role) => ({ role }));

export const createCourse = definePermission('course.create', anyTeacher);

export const listOwnCourses = definePermission('course.list-own', anyTeacher);

export const editCourse = definePermission<TaughtCourse>('course.edit', [
  ...teachers,
  ...administrators,
]);

export const archiveCourse = definePermission<TaughtCourse>('course.archive', [
  ...teachers,
  ...moderators,
  ...administrators,
]);

/** Who sees the next draft; everybody else sees the published version. */
export const readDraft = definePermission<TaughtCourse>('course.read-draft', [
  ...teachers,
  ...moderators,
  ...administrators,
  { role: 'system' },
]);

export const createCategory = definePermission('category.create', [
  { role: 'admin' },
  { role: 'owner' },
]);
