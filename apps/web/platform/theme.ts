export type Theme = 'light' | 'dark';

export const themeCookie = 'em-theme';

/** Anything else, or nothing, follows the system's setting. */
export function themeOf(cookie: string | undefined): Theme | undefined {
  return cookie === 'light' || cookie === 'dark' ? cookie : undefined;
}
