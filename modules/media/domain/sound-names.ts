import type { PlaylistAudio } from './presentation.ts';

export interface NamedSound {
  readonly sound: PlaylistAudio;
  /** For a person; differs from that of the others. */
  readonly name: string;
  /** BCP 47; null when the file did not say. */
  readonly language: string | null;
}

/** What players offer to choose from: by its maker's title, else by its language, else by number. */
export function namedSounds(sounds: readonly PlaylistAudio[]): NamedSound[] {
  const named: NamedSound[] = [];
  for (const [index, sound] of sounds.entries()) {
    const language = languageTag(sound.language ?? null);
    const wanted = sound.title || (language && languageName(language)) || 'Audio';
    const isTaken = named.some(({ name }) => name === wanted);
    const name = isTaken ? `${wanted} ${index + 1}` : wanted;
    named.push({ sound, name: name.replace(/["\r\n]/g, ' '), language });
  }
  return named;
}

/** Files say `eng` or `ger`, players want `en` and `de`. */
function languageTag(language: string | null): string | null {
  if (language === null) return null;
  try {
    const [tag = null] = Intl.getCanonicalLocales(bibliographic[language] ?? language);
    return tag;
  } catch {
    // Whatever stood in the file, it is no language.
    return null;
  }
}

/** The codes of ISO 639-2 that libraries use and that Intl does not know. */
const bibliographic: Readonly<Record<string, string>> = {
  chi: 'zh',
  cze: 'cs',
  dut: 'nl',
  fre: 'fr',
  ger: 'de',
  gre: 'el',
  per: 'fa',
  rum: 'ro',
  slo: 'sk',
};

/** In the language itself, which is how whoever looks for it finds it. */
function languageName(tag: string): string | undefined {
  return new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag);
}
