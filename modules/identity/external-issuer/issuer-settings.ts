import { z } from 'zod';
import { issuerAddress, jsonSetting } from '../setting-fields.ts';
import { roleRule } from './external-issuer-settings.ts';

/** Of an issuer that takes the place of the embedded one. */
export const issuerSettings = {
  EDUMASTER_ISSUER_URL: issuerAddress
    .optional()
    .describe('An OpenID issuer, such as a realm of Keycloak, instead of the embedded one'),
  EDUMASTER_ISSUER_CLIENT_ID: z.string().optional().describe('This installation at the issuer'),
  EDUMASTER_ISSUER_CLIENT_SECRET: z.string().optional().describe('The secret of that client'),
  EDUMASTER_ISSUER_AUDIENCE: z
    .string()
    .optional()
    .describe('That its access tokens must be meant for; by default those of our own client count'),
  EDUMASTER_ISSUER_ACCOUNT_URL: issuerAddress
    .optional()
    .describe('Where people look after their account there, such as <realm>/account of Keycloak'),
  EDUMASTER_ISSUER_ROLES: jsonSetting(z.array(roleRule))
    .default([])
    .describe('Its claims that stand for roles, as JSON: [{"claim", "value", "role", "host"?}]'),
};
