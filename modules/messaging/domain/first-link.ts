const linkPattern = /\bhttps?:\/\/[^\s<>"]+/;

/** The first address in a text, which is where its reader is asked to go; null without one. */
export function firstLink(text: string): string | null {
  // A full stop behind an address ends the sentence.
  return linkPattern.exec(text)?.[0].replace(/[.,;:!?)]+$/, '') ?? null;
}
