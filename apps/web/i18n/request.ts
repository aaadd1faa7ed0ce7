import { getRequestConfig } from 'next-intl/server';
import { defaultLocale, loadMessages } from './locales.ts';

/** One locale today; a second is a folder under `messages` and a choice made here. */
export default getRequestConfig(async () => ({
  locale: defaultLocale,
  messages: await loadMessages(defaultLocale),
  timeZone: 'UTC',
}));
