import { english } from './english/index.ts';
import type { Texts } from './texts.ts';

const languages: readonly Texts[] = [english];

/** The texts in the language of the reader, or in English. @param locale BCP 47 */
export function textsFor(locale: string): Texts {
  const [language = ''] = locale.toLowerCase().split('-');
  return languages.find((texts) => texts.language === language) ?? english;
}
