import { defineEvent } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
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
