import { defineRoute } from '@edumaster/http/contract';
import { idSchema, listOf, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';

const tag = 'Audit log';

const person = z.object({ id: idSchema, name: z.string().nullable() });

const pageQuery = {
  cursor: idSchema.optional().describe('nextCursor of the page before'),
  limit: z.coerce.number().int().min(1).max(100).optional().describe('1 to 100, default 50'),
};

const entry = z
  .object({
    id: idSchema,
    at: timeSchema,
    action: z.string(),
    subject: z.object({
      kind: z.string(),
      id: z.string(),
      name: z.string().nullable().describe('Of a person who is still there'),
    }),
    actor: z.object({
      kind: z.enum(['user', 'system', 'anonymous']),
      person: person.nullable(),
      impersonatedBy: person.nullable().describe('Of the staff, who acted as that person'),
      reason: z.string().nullable().describe('Of the system'),
    }),
    details: z.record(z.string(), z.unknown()),
    correlationId: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export const readAuditLog = defineRoute({
  id: 'readAuditLog',
  method: 'GET',
  path: '/api/v1/tenant/audit-log',
  summary: 'What was done here by those who run it, the newest first',
  tag,
  permission: 'audit-log.read',
  query: z.strictObject({
    ...pageQuery,
    userId: idSchema.optional().describe('Only what this person did, or what was done to them'),
    action: z
      .string()
      .regex(/^[a-z_]+\.[a-z_]+$/, 'must look like member.removed')
      .max(100)
      .optional(),
  }),
  status: 200,
  response: listOf(entry),
  errors: [],
});

const ownEntry = z
  .object({
    id: idSchema,
    at: timeSchema,
    action: z.string(),
    tenantId: idSchema,
    by: z.enum(['you', 'support', 'staff', 'system']).describe('Who did it'),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'SecurityEntry' });

export const readSecurityLog = defineRoute({
  id: 'readSecurityLog',
  method: 'GET',
  path: '/api/v1/me/security-log',
  summary: 'What was done to your own account: credentials, roles, status, support in your name',
  tag,
  permission: 'signed-in',
  query: z.strictObject(pageQuery),
  status: 200,
  response: listOf(ownEntry),
  errors: [],
});
