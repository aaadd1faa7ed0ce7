import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';
import { issuerSettings } from './external-issuer/issuer-settings.ts';
import { signInProviderSettings } from './providers/provider-settings.ts';

/** The embedded issuer needs nothing but the installation's origin and root secret. */
export const identitySettings = settingsSlice('identity', {
  ...issuerSettings,
  ...signInProviderSettings,
  EDUMASTER_TERMS_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://example.com/terms' })
    .optional()
    .describe('Terms of use that people agree to when they sign up; without it there are none'),
  EDUMASTER_TERMS_VERSION: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'must be up to 40 letters, digits, dots and dashes')
    .default('1')
    .describe('Of the terms of use, for example their date; it is kept with each consent'),
  EDUMASTER_IDENTITY_CHECK: z
    .enum(['manual', 'sandbox'])
    .default('manual')
    .describe(
      'Who looks at papers of instructors before the moderator does: nobody, or a sandbox that says so (embedded only)',
    ),
  EDUMASTER_KYC_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .default(180)
    .describe('Days after a rejection that papers of an instructor are kept'),
});

export type IdentitySettings = SettingsOf<typeof identitySettings>;

/** Name of the checked settings in the container. */
export const identitySettingsToken = Symbol('settings of identity');
