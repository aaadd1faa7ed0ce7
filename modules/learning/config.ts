import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

export const learningSettings = settingsSlice('learning', {
  EDUMASTER_COMPLETION_PERCENT: z.coerce
    .number()
    .min(1)
    .max(100)
    .default(90)
    .describe('How much of a video must have been watched for it to count as completed'),
});

export type LearningSettings = SettingsOf<typeof learningSettings>;

/** Name of the checked settings in the container. */
export const learningSettingsToken = Symbol('settings of learning');
