import { settingsSlice } from '@edumaster/settings';

/** Hosts follow from the installation's origin; custom domains are rows. */
export const tenancySettings = settingsSlice('tenancy', {});
