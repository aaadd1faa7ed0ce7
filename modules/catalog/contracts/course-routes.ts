import { defineRoute } from '@edumaster/http/contract';
import { listOf, pageQuery, text } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import {
  byId,
  courseChanges,
  courseFields,
  courseSchema,
  courseSummarySchema,
} from './course-schemas.ts';

const tag = 'catalog';
const draftErrors = ['course_not_found', 'course_in_review', 'course_archived'] as const;

export const createCourse = defineRoute({
  id: 'createCourse',
  method: 'POST',
  path: '/api/v1/courses',
  summary: 'Start a course',
  tag,
  permission: 'course.create',
  body: z.strictObject(courseFields),
  status: 201,
  response: courseSchema,
  errors: ['email_not_verified', 'too_many_requests'],
});

export const editCourse = defineRoute({
  id: 'editCourse',
  method: 'PATCH',
  path: '/api/v1/courses/:id',
  summary: 'Change the draft of a course',
  tag,
  permission: 'course.edit',
  params: byId,
  body: z.strictObject(courseChanges),
  status: 200,
  response: courseSchema,
  errors: draftErrors,
});

export const getCourse = defineRoute({
  id: 'getCourse',
  method: 'GET',
  path: '/api/v1/courses/:id',
  summary: 'A course by its id or slug: the draft for its insiders, else the published version',
  tag,
  permission: 'public',
  params: z.strictObject({ id: text({ max: 100 }).toLowerCase().describe('Id or slug') }),
  status: 200,
  response: courseSchema,
  errors: ['course_not_found'],
});

export const deleteCourse = defineRoute({
  id: 'deleteCourse',
  method: 'DELETE',
  path: '/api/v1/courses/:id',
  summary: 'Delete a course that was never published',
  tag,
  permission: 'course.edit',
  params: byId,
  status: 204,
  errors: [...draftErrors, 'course_was_published'],
});

export const submitCourse = defineRoute({
  id: 'submitCourse',
  method: 'POST',
  path: '/api/v1/courses/:id/submit',
  summary: 'Ask for a review of the draft',
  tag,
  permission: 'course.edit',
  params: byId,
  status: 200,
  response: courseSchema,
  errors: [...draftErrors, 'course_unchanged', 'course_incomplete'],
});

export const archiveCourse = defineRoute({
  id: 'archiveCourse',
  method: 'POST',
  path: '/api/v1/courses/:id/archive',
  summary: 'Offer a course no longer; who is enrolled keeps it',
  tag,
  permission: 'course.archive',
  params: byId,
  status: 200,
  response: courseSchema,
  errors: [...draftErrors, 'course_not_published'],
});

export const listMyCourses = defineRoute({
  id: 'listMyCourses',
  method: 'GET',
  path: '/api/v1/me/courses',
  summary: 'The courses that the caller teaches, in every state, the newest first',
  tag,
  permission: 'course.list-own',
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(courseSummarySchema),
  errors: [],
});
