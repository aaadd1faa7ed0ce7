import { defineEvent } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

/** A tenant exists and answers on its subdomain. */
export const tenantCreated = defineEvent({
  type: 'tenant.created',
  version: 1,
  topic: 'user-events',
  data: z.object({
    tenantId: idSchema,
    kind: z.enum(['academy', 'organization']),
    name: z.string(),
    subdomain: z.string(),
    /** Null when the operator made it. */
    ownerId: idSchema.nullable(),
  }),
  key: ({ tenantId }) => tenantId,
});

/** Name, branding or hosts of a tenant are others now. */
export const tenantChanged = defineEvent({
  type: 'tenant.changed',
  version: 1,
  topic: 'user-events',
  data: z.object({ tenantId: idSchema }),
  key: ({ tenantId }) => tenantId,
});
