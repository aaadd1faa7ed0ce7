import type en from '../messages/en/index.ts';

export type Messages = typeof en;
export type Locale = 'en';
export const defaultLocale: Locale = 'en';

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

const catalogues: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import('../messages/en/index.ts'),
};

export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await catalogues[locale]()).default;
}

export function textDirection(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
