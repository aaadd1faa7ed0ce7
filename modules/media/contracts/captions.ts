import { defineRoute } from '@edumaster/http/contract';
import { idSchema, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { captionOrigins, captionStatuses } from '../domain/caption-track.ts';
import { maxCueLength, maxCueMs, maxCues } from '../domain/cue.ts';
import { captionFormats } from '../domain/print-captions.ts';

const tag = 'Captions';

/** Hours of talk in a script of three bytes a letter. */
const largestBodyBytes = 6 * 1024 ** 2;

const language = z.string().min(2).max(35).describe('BCP 47, for example en or pt-BR');
const label = text({ max: 100 }).describe("What the player's menu calls it");
const version = z.int().min(1).describe('That was read; of an older one the change is refused');
const content = z.string().max(2_000_000).describe('The text of a WebVTT or SRT file');
const params = z.strictObject({ id: idSchema.describe('Of the video') });
const trackParams = z.strictObject({ id: idSchema.describe('Of the video'), language });

const milliseconds = z.int().min(0).max(maxCueMs);

export const captionTrackSchema = z
  .object({
    language,
    label: z.string(),
    origin: z.enum(captionOrigins).describe('How it began'),
    status: z
      .enum(captionStatuses)
      .describe('Learners see all but drafts; unreviewed was heard by a program'),
    version: z.int(),
    cueCount: z.int(),
    copiedFrom: z.string().nullable().describe('Of a translation: the language it was copied from'),
    updatedAt: timeSchema,
  })
  .meta({ id: 'CaptionTrack' });

const cue = z
  .strictObject({ startMs: milliseconds, endMs: milliseconds, text: text({ max: maxCueLength }) })
  .meta({ id: 'CaptionCue' });

export const listCaptions = defineRoute({
  id: 'listCaptions',
  method: 'GET',
  path: '/api/v1/media/:id/captions',
  summary: 'The tracks of a video with their drafts, for those who make or review them',
  tag,
  permission: 'captions.read',
  params,
  status: 200,
  response: z.object({ items: z.array(captionTrackSchema) }),
  errors: ['media_not_found'],
});

export const addCaptions = defineRoute({
  id: 'addCaptions',
  method: 'POST',
  path: '/api/v1/media/:id/captions',
  summary: 'Add a track: from a file, as a copy to translate, or empty to write',
  tag,
  permission: 'captions.edit',
  largestBodyBytes,
  params,
  body: z.strictObject({
    language,
    label: label.optional(),
    content: content.optional(),
    copyOf: language.optional().describe('Language of the track that a translation begins with'),
  }),
  status: 201,
  response: captionTrackSchema,
  errors: ['media_not_found', 'captions_not_found', 'captions_exist', 'too_many_captions'],
});

export const readCaptions = defineRoute({
  id: 'readCaptions',
  method: 'GET',
  path: '/api/v1/media/:id/captions/:language',
  summary: 'A track with its cues',
  tag,
  permission: 'captions.read',
  params: trackParams,
  status: 200,
  response: captionTrackSchema
    .extend({
      cues: z.array(z.object({ startMs: z.int(), endMs: z.int(), text: z.string() })),
    })
    .meta({ id: 'CaptionTrackWithCues' }),
  errors: ['media_not_found', 'captions_not_found'],
});

export const saveCaptions = defineRoute({
  id: 'saveCaptions',
  method: 'PUT',
  path: '/api/v1/media/:id/captions/:language',
  summary: 'Replace all cues of a track',
  tag,
  permission: 'captions.edit',
  largestBodyBytes,
  params: trackParams,
  body: z.strictObject({
    version,
    cues: z.array(cue).max(maxCues),
    status: z.enum(['draft', 'published']).describe('Learners see it when it is published'),
  }),
  status: 200,
  response: captionTrackSchema,
  errors: ['media_not_found', 'captions_not_found', 'captions_changed'],
});

export const replaceCaptions = defineRoute({
  id: 'replaceCaptions',
  method: 'PUT',
  path: '/api/v1/media/:id/captions/:language/file',
  summary: 'Put a file in the place of all cues of a track',
  tag,
  permission: 'captions.edit',
  largestBodyBytes,
  params: trackParams,
  body: z.strictObject({ version, content }),
  status: 200,
  response: captionTrackSchema,
  errors: ['media_not_found', 'captions_not_found', 'captions_changed'],
});

export const downloadCaptions = defineRoute({
  id: 'downloadCaptions',
  method: 'GET',
  path: '/api/v1/media/:id/captions/:language/file',
  summary: 'A track as a file, as an attachment',
  tag,
  permission: 'captions.read',
  params: trackParams,
  query: z.strictObject({ format: z.enum(captionFormats).optional().describe('By default vtt') }),
  status: 200,
  answersWith: 'file',
  errors: ['media_not_found', 'captions_not_found'],
});

export const renameCaptions = defineRoute({
  id: 'renameCaptions',
  method: 'PATCH',
  path: '/api/v1/media/:id/captions/:language',
  summary: 'Give a track another name, or say that it is in another language',
  tag,
  permission: 'captions.edit',
  params: trackParams,
  body: z.strictObject({ version, label: label.optional(), language: language.optional() }),
  status: 200,
  response: captionTrackSchema,
  errors: ['media_not_found', 'captions_not_found', 'captions_changed', 'captions_exist'],
});

export const deleteCaptions = defineRoute({
  id: 'deleteCaptions',
  method: 'DELETE',
  path: '/api/v1/media/:id/captions/:language',
  summary: 'Delete a track with its cues',
  tag,
  permission: 'captions.edit',
  params: trackParams,
  status: 204,
  errors: ['media_not_found', 'captions_not_found'],
});
