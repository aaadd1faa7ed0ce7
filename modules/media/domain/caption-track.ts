/** How the first cues of a track came to be. */
export const captionOrigins = ['uploaded', 'written', 'automatic', 'translated'] as const;
export type CaptionOrigin = (typeof captionOrigins)[number];

/**
 * Learners see all but drafts. What a program heard is `unreviewed` until a person saves it, and is
 * shown as such.
 */
export const captionStatuses = ['draft', 'unreviewed', 'published'] as const;
export type CaptionStatus = (typeof captionStatuses)[number];

/** More languages than one video ever has. */
export const maxTracks = 60;

/** The longest tag that registries of languages give is 35 letters (RFC 5646, 4.4.1). */
const maxTagLength = 35;

/**
 * A BCP 47 tag in its canonical spelling: `pt-br` is `pt-BR`. Undefined for what is none, and for
 * tags with extensions, which say more than a language.
 */
export function canonicalLanguage(tag: string): string | undefined {
  if (tag.length > maxTagLength) return undefined;
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical && !/-[a-z0-9]-/i.test(canonical) ? canonical : undefined;
  } catch {
    return undefined;
  }
}

/** What a language calls itself: `Deutsch`; the tag where nobody knows. */
export function ownNameOf(language: string): string {
  const names = new Intl.DisplayNames([language, 'en'], { type: 'language', fallback: 'code' });
  const name = names.of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
