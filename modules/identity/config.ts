import { settingsSlice } from '@edumaster/settings';
import { z } from 'zod';
import { signInProviderSettings } from './providers/provider-settings.ts';

/** The embedded issuer needs nothing but the installation's origin and root secret. */
export const identitySettings = settingsSlice('identity', {
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
});
