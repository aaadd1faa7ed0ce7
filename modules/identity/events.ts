import { defineEvent } from '@edumaster/events';
import { idSchema, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** An account exists. */
export const userCreated = defineEvent({
  type: 'user.created',
  version: 1,
  topic: 'user-events',
  data: z.object({ userId: idSchema, name: z.string() }),
  key: ({ userId }) => userId,
});

/** The roles of a membership were replaced by these. */
export const userRolesChanged = defineEvent({
  type: 'user.roles_changed',
  version: 1,
  topic: 'user-events',
  data: z.object({ userId: idSchema, roles: z.array(z.string()) }),
  key: ({ userId }) => userId,
});

/** A message to a person waits to be sent; `Identity.oneTimeMessage` tells what it says. */
export const userMessageRequested = defineEvent({
  type: 'user.message_requested',
  version: 1,
  topic: 'user-events',
  data: z.object({ messageId: idSchema }),
  key: ({ messageId }) => messageId,
});

/** Files that a person uploaded about themselves are needed no longer: delete them. */
export const userFilesDiscarded = defineEvent({
  type: 'user.files_discarded',
  version: 1,
  topic: 'user-events',
  data: z.object({ userId: idSchema, mediaIds: z.array(idSchema) }),
  key: ({ userId }) => userId,
});

/** An account was suspended, banned or opened again; `deleted` is the end of it. */
export const userStatusChanged = defineEvent({
  type: 'user.status_changed',
  version: 1,
  topic: 'user-events',
  data: z.object({
    userId: idSchema,
    status: z.enum(['active', 'suspended', 'banned', 'deleted']),
  }),
  key: ({ userId }) => userId,
});

/** A person wants everything that is known of them. */
export const userExportRequested = defineEvent({
  type: 'user.export_requested',
  version: 1,
  topic: 'user-events',
  data: z.object({ exportId: idSchema }),
  key: ({ exportId }) => exportId,
});

/**
 * The person was erased: whoever keeps something of them removes it. Published in every tenant that
 * they ever were a member of.
 */
export const userErased = defineEvent({
  type: 'user.erased',
  version: 1,
  topic: 'user-events',
  data: z.object({ userId: idSchema }),
  key: ({ userId }) => userId,
});

const applicant = {
  userId: idSchema,
  /** What the application still needs. */
  missing: z.array(z.string()),
};

/** Somebody wants to teach, for the first time or again, and waits for a moderator. */
export const instructorApplied = defineEvent({
  type: 'instructor.applied',
  version: 1,
  topic: 'user-events',
  data: z.object({
    ...applicant,
    name: z.string(),
    headline: z.string(),
    country: z.string(),
    submittedAt: timeSchema,
  }),
  key: ({ userId }) => userId,
});

/** Papers, numbers or the telephone of somebody who waits changed. */
export const instructorApplicationChanged = defineEvent({
  type: 'instructor.application_changed',
  version: 1,
  topic: 'user-events',
  data: z.object(applicant),
  key: ({ userId }) => userId,
});

/** Somebody may teach from now on. */
export const instructorVerified = defineEvent({
  type: 'instructor.verified',
  version: 1,
  topic: 'user-events',
  data: z.object({ userId: idSchema }),
  key: ({ userId }) => userId,
});

/** Somebody may not teach, and is told why. */
export const instructorRejected = defineEvent({
  type: 'instructor.rejected',
  version: 1,
  topic: 'user-events',
  data: z.object({ userId: idSchema, reason: z.string() }),
  key: ({ userId }) => userId,
});
