import { z } from 'zod';

const providerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens');

/** A client's secret travels there: in the clear on this machine only, for trying things out. */
const issuer = z
  .url({ error: 'must be an address' })
  .refine(isProtected, 'must be an https:// address, or http:// on this machine');

const domain = z
  .string()
  .toLowerCase()
  .regex(/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/, 'must be a domain such as example.com');

const provider = z.strictObject({
  id: providerId,
  name: z.string().trim().min(1).max(60),
  issuer,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  emailDomains: z.array(domain).min(1).optional(),
});

/** As `EDUMASTER_SIGN_IN_PROVIDERS` holds it: a JSON list, checked whole. */
const providerListSetting = z
  .string()
  .transform((given, issues) => {
    try {
      return JSON.parse(given) as unknown;
    } catch {
      issues.addIssue({ code: 'custom', message: 'must be a list in JSON' });
      return z.NEVER;
    }
  })
  .pipe(
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

function isProtected(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function areDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
