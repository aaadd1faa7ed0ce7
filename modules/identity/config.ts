import { settingsSlice } from '@edumaster/settings';

/** The embedded issuer needs nothing but the installation's origin and root secret. */
export const identitySettings = settingsSlice('identity', {});
