import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

export const mediaSettings = settingsSlice('media', {
  EDUMASTER_UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(20 * 1024 ** 3)
    .describe('Largest video that may be uploaded, in bytes'),
  EDUMASTER_VIDEO_BYTES_PER_DAY: z.coerce
    .number()
    .int()
    .min(1024)
    .default(100 * 1000 ** 3)
    .describe('Video that one person may upload within any 24 hours, in bytes'),
});

export type MediaSettings = SettingsOf<typeof mediaSettings>;

/** Name of the checked settings in the container. */
export const mediaSettingsToken = Symbol('settings of media');
