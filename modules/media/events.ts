import { defineEvent } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { documentKinds } from './domain/document-kind.ts';
import { mediaPurposes, privatePurposes } from './domain/media-purpose.ts';

/** A file arrived whole; its content is judged after this. */
export const mediaUploaded = defineEvent({
  type: 'media.uploaded',
  version: 1,
  topic: 'media-events',
  data: z.object({
    mediaId: idSchema,
    ownerId: idSchema,
    purpose: z.enum(mediaPurposes),
    /** Where its owner wants it attached. */
    lectureId: idSchema.nullable(),
  }),
  key: ({ mediaId }) => mediaId,
});

/** The first rendition can be watched; more may follow. */
export const videoPlayable = defineEvent({
  type: 'video.playable',
  version: 1,
  topic: 'media-events',
  data: z.object({ mediaId: idSchema, durationSeconds: z.number() }),
  key: ({ mediaId }) => mediaId,
});

/** Every rendition is made. */
export const videoTranscoded = defineEvent({
  type: 'video.transcoded',
  version: 1,
  topic: 'media-events',
  data: z.object({
    mediaId: idSchema,
    durationSeconds: z.number(),
    renditions: z.array(z.object({ quality: z.string(), width: z.int(), height: z.int() })),
  }),
  key: ({ mediaId }) => mediaId,
});

/** The file cannot become a video; `message` is for the person who uploaded it. */
export const videoFailed = defineEvent({
  type: 'video.failed',
  version: 1,
  topic: 'media-events',
  data: z.object({ mediaId: idSchema, code: z.string(), message: z.string() }),
  key: ({ mediaId }) => mediaId,
});

/** A track of captions was added, changed, renamed away from this language, or deleted. */
export const captionsChanged = defineEvent({
  type: 'captions.changed',
  version: 1,
  topic: 'media-events',
  data: z.object({ mediaId: idSchema, language: z.string() }),
  key: ({ mediaId }) => mediaId,
});

/**
 * What a person uploaded about themselves was looked at and is kept. `url` is where everybody finds
 * a profile picture.
 */
export const fileStored = defineEvent({
  type: 'file.stored',
  version: 1,
  topic: 'media-events',
  data: z.object({
    mediaId: idSchema,
    ownerId: idSchema,
    purpose: z.enum(privatePurposes),
    documentKind: z.enum(documentKinds).nullable(),
    url: z.string().nullable(),
  }),
  key: ({ ownerId }) => ownerId,
});

/** A file for learners was looked at and can be downloaded. */
export const resourceStored = defineEvent({
  type: 'resource.stored',
  version: 1,
  topic: 'media-events',
  data: z.object({
    mediaId: idSchema,
    ownerId: idSchema,
    /** Where its owner wants it attached. */
    lectureId: idSchema.nullable(),
    filename: z.string(),
    /** Bytes. */
    size: z.int(),
  }),
  key: ({ mediaId }) => mediaId,
});
