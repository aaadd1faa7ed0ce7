import { defineRoute } from '@edumaster/http/contract';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

export const readMedia = defineRoute({
  id: 'readMedia',
  method: 'GET',
  path: '/api/v1/media/:id',
  summary: 'How far a media is',
  tag: 'Media',
  permission: 'media.read',
  params: z.strictObject({ id: idSchema }),
  status: 200,
  response: z
    .object({
      id: idSchema,
      purpose: z.string(),
      filename: z.string(),
      status: z.enum(['processing', 'playable', 'ready', 'failed']),
      progress: z.int().describe('0 to 100'),
      durationSeconds: z.number().nullable(),
      renditions: z.array(z.object({ quality: z.string(), width: z.int(), height: z.int() })),
      error: z
        .object({ code: z.string(), message: z.string().describe('For a person') })
        .optional(),
    })
    .meta({ id: 'Media' }),
  errors: ['media_not_found'],
});
