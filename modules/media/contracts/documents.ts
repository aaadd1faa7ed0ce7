import { defineRoute } from '@edumaster/http/contract';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

export const readDocument = defineRoute({
  id: 'readInstructorDocument',
  method: 'GET',
  path: '/api/v1/instructors/:userId/documents/:id',
  summary: 'A paper of an applicant, as an attachment; each view is written down',
  tag: 'Media',
  permission: 'document.read',
  audited: true,
  whileImpersonating: 'refused',
  params: z.strictObject({ userId: idSchema, id: idSchema.describe('Of the media') }),
  status: 200,
  answersWith: 'file',
  errors: ['document_not_found'],
});
