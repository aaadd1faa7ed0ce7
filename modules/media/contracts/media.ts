import { defineRoute } from '@edumaster/http/contract';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { encodeStages } from '../domain/encode-stage.ts';
import { videoScans } from '../domain/video-scan.ts';

const media = z
  .object({
    id: idSchema,
    purpose: z.string(),
    filename: z.string(),
    status: z.enum(['processing', 'playable', 'ready', 'failed']),
    progress: z.int().describe('0 to 100'),
    stage: z
      .enum(encodeStages)
      .nullable()
      .describe('What is being done right now; null when nothing is, for example when it is ready'),
    durationSeconds: z.number().nullable(),
    renditions: z.array(z.object({ quality: z.string(), width: z.int(), height: z.int() })),
    virusScan: z
      .enum(videoScans)
      .nullable()
      .describe(
        'Of a video: what the virus scanner said. too_large is more than it looks at; null is not scanned',
      ),
    error: z
      .object({ code: z.string(), message: z.string().describe('For a person') })
      .optional()
      .describe('Why it failed; of a video that can be watched, why some sizes are missing'),
  })
  .meta({ id: 'Media' });

export const readMedia = defineRoute({
  id: 'readMedia',
  method: 'GET',
  path: '/api/v1/media/:id',
  summary: 'How far a media is',
  tag: 'Media',
  permission: 'media.read',
  params: z.strictObject({ id: idSchema }),
  status: 200,
  response: media,
  errors: ['media_not_found'],
});

export const encodeMedia = defineRoute({
  id: 'encodeMedia',
  method: 'POST',
  path: '/api/v1/media/:id/encoding',
  summary: 'Try again to encode a video',
  description:
    'Goes on with a video that failed, or of which sizes are missing, behind what was done before. ' +
    'Of a video that is being encoded, changes nothing. Those who run the tenant may have one made anew that is ready: ' +
    'what plays does so until the new one is whole.',
  tag: 'Media',
  permission: 'media.encode',
  params: z.strictObject({ id: idSchema }),
  status: 202,
  response: media,
  errors: ['media_not_found', 'media_source_gone', 'media_encode_refused'],
});
