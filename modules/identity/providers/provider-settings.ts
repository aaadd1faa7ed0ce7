import { z } from 'zod';
import { issuerAddress, jsonSetting } from '../setting-fields.ts';

const providerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens');

const domain = z
  .string()
  .toLowerCase()
  .regex(/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/, 'must be a domain such as example.com');

const provider = z.strictObject({
  id: providerId,
  name: z.string().trim().min(1).max(60),
  issuer: issuerAddress,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  emailDomains: z.array(domain).min(1).optional(),
});

/** As `EDUMASTER_SIGN_IN_PROVIDERS` holds it, checked whole. */
const providerListSetting = jsonSetting(
  z
    .array(provider)
    .refine((list) => areDifferent(list.map(({ id }) => id)), 'has an id twice')
    .refine((list) => areDifferent(list.map((entry) => entry.issuer)), 'has an issuer twice')
    .refine(
      (list) => list.every(({ id }) => id !== 'google'),
      'must not have the id google: set EDUMASTER_GOOGLE_CLIENT_ID and _SECRET instead',
    ),
);

/** Further providers by which people can sign in. */
export const signInProviderSettings = {
  EDUMASTER_GOOGLE_CLIENT_ID: z
    .string()
    .optional()
    .describe('Lets people sign in with Google; its redirect URI is /auth/provider-callback'),
  EDUMASTER_GOOGLE_CLIENT_SECRET: z.string().optional().describe('Of that client at Google'),
  EDUMASTER_SIGN_IN_PROVIDERS: providerListSetting
    .default([])
    .describe(
      'Further OpenID providers to sign in by, as JSON: ' +
        '[{"id", "name", "issuer", "clientId", "clientSecret", "emailDomains"?: ["example.com"]}]',
    ),
};

function areDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
