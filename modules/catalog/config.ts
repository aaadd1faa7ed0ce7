import { settingsSlice } from '@edumaster/settings';

/** The catalog has nothing to set. */
export const catalogSettings = settingsSlice('catalog', {});
