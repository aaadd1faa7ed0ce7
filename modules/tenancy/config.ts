import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

/** Hosts follow from the installation's origin; custom domains are rows. */
export const tenancySettings = settingsSlice('tenancy', {
  EDUMASTER_TENANTS_PER_PERSON: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000)
    .default(5)
    .describe('Academies and organizations that one person may open'),
  EDUMASTER_TENANT_DATABASES: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000)
    .default(20)
    .describe('Tenants that may have a database of their own; each takes some connections'),
});

export type TenancySettings = SettingsOf<typeof tenancySettings>;

/** Name of the checked settings in the container. */
export const tenancySettingsToken = Symbol('settings of tenancy');
