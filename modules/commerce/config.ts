import { type SettingsOf, settingsSlice } from '@edumaster/settings';

export const commerceSettings = settingsSlice('commerce', {});

export type CommerceSettings = SettingsOf<typeof commerceSettings>;
