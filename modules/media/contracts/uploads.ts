import { defineRoute } from '@edumaster/http/contract';
import { idSchema, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { documentKinds } from '../domain/document-kind.ts';
import { mediaPurposes } from '../domain/media-purpose.ts';

const tag = 'Media';
const params = z.strictObject({ id: idSchema });

const partAddress = z.object({ number: z.int(), url: z.string() });
const partTag = z.object({ number: z.int(), etag: z.string() });
const expiresAt = timeSchema.describe(
  'When the addresses of the parts stop working; the upload gives fresh ones as often as asked',
);

export const readUploadRules = defineRoute({
  id: 'readUploadRules',
  method: 'GET',
  path: '/api/v1/upload-rules',
  summary: 'What of a file is refused before it is sent: by its name and its size',
  tag,
  permission: 'media.upload',
  query: z.strictObject({ purpose: z.enum(mediaPurposes) }),
  status: 200,
  response: z
    .object({
      extensions: z.array(z.string()).describe('Of names, without the dot, in lower case'),
      maxBytes: z.int(),
    })
    .meta({ id: 'UploadRules' }),
  errors: [],
});

export const createUpload = defineRoute({
  id: 'createUpload',
  method: 'POST',
  path: '/api/v1/uploads',
  summary: 'Begin an upload in parts, which are sent by PUT to their signed addresses',
  tag,
  permission: 'media.upload',
  limits: [{ name: 'uploads', by: 'account', most: 300, windowSeconds: 60 }],
  body: z.strictObject({
    filename: text({ max: 255 }),
    size: z.int().min(1, 'must not be 0: the file is empty').describe('Bytes'),
    contentType: z.string().max(255).describe('A hint; the content decides'),
    purpose: z.enum(mediaPurposes),
    lectureId: idSchema.optional().describe('The lecture that it is attached to when it is there'),
    documentKind: z.enum(documentKinds).optional().describe('What a kyc-document shows'),
  }),
  status: 201,
  response: z
    .object({
      uploadId: idSchema,
      partSize: z.int().describe('Bytes of each part but the last'),
      parts: z.array(partAddress),
      expiresAt,
    })
    .meta({ id: 'NewUpload' }),
  errors: ['too_many_requests'],
});

export const readUpload = defineRoute({
  id: 'readUpload',
  method: 'GET',
  path: '/api/v1/uploads/:id',
  summary: 'What has arrived, and fresh addresses for what has not',
  tag,
  permission: 'media.upload',
  params,
  status: 200,
  response: z
    .object({
      status: z.enum(['open', 'completed', 'aborted']),
      partSize: z.int(),
      expiresAt,
      received: z.array(partTag),
      missing: z.array(partAddress),
    })
    .meta({ id: 'Upload' }),
  errors: ['upload_not_found'],
});

export const completeUpload = defineRoute({
  id: 'completeUpload',
  method: 'POST',
  path: '/api/v1/uploads/:id/complete',
  summary: 'Say that all parts are there; the content is judged afterwards',
  tag,
  permission: 'media.upload',
  params,
  body: z.strictObject({
    parts: z
      .array(
        z.strictObject({
          number: z.int().min(1).max(10_000),
          etag: z.string().min(1).max(200).describe('As the answer to the part gave it'),
        }),
      )
      .max(10_000),
  }),
  status: 202,
  response: z.object({ mediaId: idSchema }),
  errors: ['upload_not_found', 'upload_incomplete', 'upload_closed'],
});

export const abortUpload = defineRoute({
  id: 'abortUpload',
  method: 'DELETE',
  path: '/api/v1/uploads/:id',
  summary: 'Give an upload up and forget what has arrived',
  tag,
  permission: 'media.upload',
  params,
  status: 204,
  errors: ['upload_not_found', 'upload_closed'],
});
