import { defineRoute } from '@edumaster/http/contract';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import {
  articleText,
  byId,
  courseSchema,
  lectureKindSchema,
  lectureSchema,
  lectureTitle,
  sectionSchema,
  sectionTitle,
} from './course-schemas.ts';

const tag = 'catalog';
const permission = 'course.edit';
const stateErrors = ['course_in_review', 'course_archived'] as const;

export const addSection = defineRoute({
  id: 'addSection',
  method: 'POST',
  path: '/api/v1/courses/:id/sections',
  summary: 'Add a section at the end of a course',
  tag,
  permission,
  params: byId,
  body: z.strictObject({ title: sectionTitle }),
  status: 201,
  response: sectionSchema,
  errors: ['course_not_found', ...stateErrors],
});

export const renameSection = defineRoute({
  id: 'renameSection',
  method: 'PATCH',
  path: '/api/v1/sections/:id',
  summary: 'Rename a section',
  tag,
  permission,
  params: byId,
  body: z.strictObject({ title: sectionTitle }),
  status: 200,
  response: sectionSchema,
  errors: ['section_not_found', ...stateErrors],
});

export const deleteSection = defineRoute({
  id: 'deleteSection',
  method: 'DELETE',
  path: '/api/v1/sections/:id',
  summary: 'Delete a section that was never published, with its lectures',
  tag,
  permission,
  params: byId,
  status: 204,
  errors: ['section_not_found', 'section_was_published', ...stateErrors],
});

export const addLecture = defineRoute({
  id: 'addLecture',
  method: 'POST',
  path: '/api/v1/sections/:id/lectures',
  summary: 'Add a lecture at the end of a section',
  tag,
  permission,
  params: byId,
  body: z.strictObject({
    title: lectureTitle,
    kind: lectureKindSchema,
    isPreview: z.boolean().optional(),
    articleBody: articleText.optional().describe('Of an article'),
  }),
  status: 201,
  response: lectureSchema,
  errors: ['section_not_found', 'lecture_is_no_article', ...stateErrors],
});

export const editLecture = defineRoute({
  id: 'editLecture',
  method: 'PATCH',
  path: '/api/v1/lectures/:id',
  summary: 'Change a lecture',
  tag,
  permission,
  params: byId,
  body: z.strictObject({
    title: lectureTitle.optional(),
    isPreview: z.boolean().optional(),
    articleBody: articleText.optional().describe('Of an article'),
  }),
  status: 200,
  response: lectureSchema,
  errors: ['lecture_not_found', 'lecture_is_no_article', ...stateErrors],
});

export const deleteLecture = defineRoute({
  id: 'deleteLecture',
  method: 'DELETE',
  path: '/api/v1/lectures/:id',
  summary: 'Delete a lecture that was never published',
  tag,
  permission,
  params: byId,
  status: 204,
  errors: ['lecture_not_found', 'lecture_was_published', ...stateErrors],
});

export const attachMedia = defineRoute({
  id: 'attachMedia',
  method: 'PUT',
  path: '/api/v1/lectures/:id/media',
  summary: 'Make an uploaded video the one of a lecture',
  tag,
  permission,
  params: byId,
  body: z.strictObject({ mediaId: idSchema }),
  status: 200,
  response: lectureSchema,
  errors: ['lecture_not_found', 'lecture_takes_no_video', 'media_failed', ...stateErrors],
});

export const orderOutline = defineRoute({
  id: 'orderOutline',
  method: 'PUT',
  path: '/api/v1/courses/:id/outline',
  summary: 'Order all sections and lectures of a course',
  tag,
  permission,
  params: byId,
  body: z.strictObject({
    sections: z
      .array(z.strictObject({ id: idSchema, lectures: z.array(idSchema).max(1_000) }))
      .max(500)
      .describe('Exactly those that the course has'),
  }),
  status: 200,
  response: courseSchema,
  errors: ['course_not_found', ...stateErrors],
});
