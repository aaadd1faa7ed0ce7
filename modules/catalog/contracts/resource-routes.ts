import { defineRoute } from '@edumaster/http/contract';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { byId, lectureTitle, resourceSchema } from './course-schemas.ts';

const tag = 'catalog';
const permission = 'course.edit';
const stateErrors = ['course_in_review', 'course_archived'] as const;

export const attachResource = defineRoute({
  id: 'attachResource',
  method: 'POST',
  path: '/api/v1/lectures/:id/resources',
  summary: 'Give an uploaded file to the learners of a lecture',
  tag,
  permission,
  params: byId,
  body: z.strictObject({
    mediaId: idSchema,
    title: lectureTitle.optional().describe('By default the name of the file'),
  }),
  status: 201,
  response: resourceSchema,
  errors: [
    'lecture_not_found',
    'media_failed',
    'media_not_ready',
    'too_many_resources',
    ...stateErrors,
  ],
});

export const renameResource = defineRoute({
  id: 'renameResource',
  method: 'PATCH',
  path: '/api/v1/resources/:id',
  summary: 'Rename a file of a lecture',
  tag,
  permission,
  params: byId,
  body: z.strictObject({ title: lectureTitle }),
  status: 200,
  response: resourceSchema,
  errors: ['resource_not_found', ...stateErrors],
});

export const removeResource = defineRoute({
  id: 'removeResource',
  method: 'DELETE',
  path: '/api/v1/resources/:id',
  summary: 'Remove a file from the draft of a course',
  tag,
  permission,
  params: byId,
  status: 204,
  errors: ['resource_not_found', ...stateErrors],
});
