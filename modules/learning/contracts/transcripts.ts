import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, pageQuery, text } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'Learning';

const track = z
  .object({
    language: z.string().describe('BCP 47'),
    label: z.string(),
    isAutomatic: z.boolean().describe('Heard by a program, and read by nobody yet'),
  })
  .meta({ id: 'ShownCaptions' });

export const readTranscript = defineRoute({
  id: 'readTranscript',
  method: 'GET',
  path: '/api/v1/courses/:id/lectures/:lectureId/transcript',
  summary: 'What is said in a lecture, with the times',
  tag,
  // A preview is for everybody.
  permission: 'public',
  limits: [{ name: 'transcripts', by: 'address', most: 120, windowSeconds: 60 }],
  params: z.strictObject({ id: idSchema, lectureId: idSchema }),
  query: z.strictObject({
    language: z
      .string()
      .max(35)
      .optional()
      .describe('BCP 47; without it, or where it is not there, another'),
  }),
  status: 200,
  response: z
    .object({
      tracks: z.array(track),
      language: z.string().nullable().describe('Of the cues; null without any captions'),
      cues: z.array(z.object({ startMs: z.int(), endMs: z.int(), text: z.string() })),
    })
    .meta({ id: 'Transcript' }),
  errors: ['unauthenticated', 'not_found', 'not_enrolled', 'too_many_requests'],
});

export const searchTranscripts = defineRoute({
  id: 'searchTranscripts',
  method: 'GET',
  path: '/api/v1/transcripts',
  summary: 'Find what is said in the lectures that the caller may watch',
  tag,
  permission: 'signed-in',
  limits: [{ name: 'transcript-search', by: 'account', most: 120, windowSeconds: 60 }],
  query: z.strictObject({
    q: text({ max: 200 }).describe('Every word of it, or words that begin so'),
    courseId: idSchema.optional().describe('Only in this course'),
    ...pageQuery,
  }),
  status: 200,
  response: listOf(
    z
      .object({
        courseId: idSchema,
        courseTitle: z.string(),
        lectureId: idSchema,
        lectureTitle: z.string(),
        language: z.string(),
        startSeconds: z.number(),
        parts: z
          .array(z.object({ text: z.string(), isHit: z.boolean() }))
          .describe('Plain text, cut where words were found'),
      })
      .meta({ id: 'TranscriptHit' }),
  ),
  errors: ['not_found', 'not_enrolled', 'too_many_requests'],
});
