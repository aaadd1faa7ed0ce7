import { settingsSlice } from '@edumaster/settings';

/** Discovery has nothing to set. */
export const discoverySettings = settingsSlice('discovery', {});
