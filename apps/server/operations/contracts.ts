import { defineRoute } from '@edumaster/http/contract';
import { z } from 'zod';

export const getInstallation = defineRoute({
  id: 'getInstallation',
  method: 'GET',
  path: '/api/v1/installation',
  summary: 'How this installation runs, for the sign-in page and for clients',
  tag: 'operations',
  permission: 'public',
  status: 200,
  response: z.object({
    mode: z.enum(['embedded', 'production']),
    version: z.string(),
    origin: z.string().describe('Of the platform itself, where everybody signs in'),
    demo: z.boolean().describe('Whether the demo accounts exist'),
    issuer: z
      .object({
        url: z.string().describe('Where people have their account, and sign in'),
        accountUrl: z.string().nullable().describe('Where they look after it'),
      })
      .nullable()
      .describe('Of somebody else; null when accounts are kept here'),
    termsUrl: z.string().nullable().describe('What people agree to when they sign up'),
  }),
  errors: [],
});
