import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

export const catalogSettings = settingsSlice('catalog', {
  EDUMASTER_COURSES_PER_DAY: z.coerce
    .number()
    .int()
    .min(1)
    .default(10)
    .describe('Courses that an instructor may create within any 24 hours'),
});

export type CatalogSettings = SettingsOf<typeof catalogSettings>;

/** Name of the checked settings in the container. */
export const catalogSettingsToken = Symbol('settings of catalog');
