import { defineRoute } from '@edumaster/http/contract';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

export const readResources = defineRoute({
  id: 'readResources',
  method: 'GET',
  path: '/api/v1/courses/:id/lectures/:lectureId/resources',
  summary: 'The files of a lecture, with signed addresses to download them',
  tag: 'Learning',
  // A preview is for everybody.
  permission: 'public',
  params: z.strictObject({ id: idSchema, lectureId: idSchema }),
  status: 200,
  response: z.object({
    items: z.array(
      z
        .object({
          id: idSchema,
          title: z.string(),
          filename: z.string(),
          size: z.int().describe('Bytes'),
          url: z.string(),
          expiresAt: timeSchema.describe('Of the address; ask again before'),
        })
        .meta({ id: 'DownloadableResource' }),
    ),
  }),
  errors: ['not_found', 'not_enrolled', 'unauthenticated'],
});
