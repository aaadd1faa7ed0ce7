import { settingsSlice } from '@edumaster/settings';

/** Moderation has nothing to set. */
export const moderationSettings = settingsSlice('moderation', {});
