import { defineRoute } from '@edumaster/http/contract';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'Captions';
const path = '/api/v1/media/:id/transcription';
const params = z.strictObject({ id: idSchema.describe('Of the video') });

const transcription = z
  .object({
    status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    progress: z.int().describe('0 to 100'),
    language: z.string().nullable().describe('What was said to be spoken'),
    error: z.object({ code: z.string(), message: z.string().describe('For a person') }).optional(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Transcription' });

export const readTranscription = defineRoute({
  id: 'readTranscription',
  method: 'GET',
  path,
  summary: 'Who writes captions automatically, and how far the last ones are',
  tag,
  permission: 'captions.read',
  params,
  status: 200,
  response: z.object({
    provider: z
      .object({ label: z.string(), isSandbox: z.boolean().describe('Nobody listens') })
      .nullable(),
    hasSound: z.boolean(),
    latest: transcription.nullable(),
  }),
  errors: ['media_not_found'],
});

export const requestTranscription = defineRoute({
  id: 'requestTranscription',
  method: 'POST',
  path,
  summary: 'Have captions written automatically; the provider may charge for it',
  tag,
  permission: 'captions.edit',
  limits: [{ name: 'transcriptions', by: 'account', most: 60, windowSeconds: 3_600 }],
  params,
  body: z.strictObject({
    language: z
      .string()
      .min(2)
      .max(35)
      .optional()
      .describe('What is spoken, BCP 47; without it the provider finds out'),
  }),
  status: 202,
  response: transcription,
  errors: [
    'media_not_found',
    'no_speech_provider',
    'no_sound',
    'captions_exist',
    'transcription_running',
    'too_many_requests',
  ],
});

export const cancelTranscription = defineRoute({
  id: 'cancelTranscription',
  method: 'DELETE',
  path,
  summary: 'Do not wait for automatic captions any more',
  tag,
  permission: 'captions.edit',
  params,
  status: 204,
  errors: ['media_not_found', 'transcription_not_found'],
});
