/** A word as it is compared, and where it stands in the text. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** A part of a text that was found, and whether it is what was looked for. */
export interface FoundPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** More words in one search narrow nothing down. */
const maxQueryWords = 12;

/** Scripts that put no blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * Words in lower case, without the marks of Latin letters. What is said and what is looked for go
 * through the same, so that Postgres' own parser, which takes `Node.js` for a host name, has nothing
 * to decide.
 */
export function placedWords(text: string): readonly PlacedWord[] {
  const runs = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  return runs.flatMap(({ 0: run, index }) =>
    unspaced.test(run) ? segmentsOf(run, index) : placed(run, index),
  );
}

export function wordsOf(text: string): string {
  return placedWords(text)
    .map(({ word }) => word)
    .join(' ');
}

/**
 * What was typed as a tsquery over a cue (weight A) and the one that follows: every word, or one
 * that begins so, and at least one of them in the cue itself.
 * @returns undefined when there is no word in it
 */
export function spokenQuery(typed: string): string | undefined {
  const words = queryWords(typed);
  if (words.length === 0) return undefined;
  // Nothing but letters, digits and marks is left in a word, so a quote cannot end it.
  const all = words.map((word) => `'${word}':*`).join(' & ');
  const here = words.map((word) => `'${word}':*A`).join(' | ');
  return `${all} & (${here})`;
}

/** A text cut where words begin that were looked for. */
export function foundParts(text: string, typed: string): readonly FoundPart[] {
  const wanted = queryWords(typed);
  const parts: FoundPart[] = [];
  let from = 0;
  for (const { word, start, end } of placedWords(text)) {
    if (!wanted.some((one) => word.startsWith(one))) continue;
    if (start > from) parts.push({ text: text.slice(from, start), isHit: false });
    parts.push({ text: text.slice(start, end), isHit: true });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isHit: false });
  return parts;
}

/** Whether every word that was looked for stands in the text. */
export function hasAllWords(text: string, typed: string): boolean {
  const words = placedWords(text).map(({ word }) => word);
  return queryWords(typed).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function queryWords(typed: string): readonly string[] {
  const words = placedWords(typed).map(({ word }) => word);
  return [...new Set(words)].slice(0, maxQueryWords);
}

function segmentsOf(run: string, offset: number): readonly PlacedWord[] {
  return [...segmenter.segment(run)].flatMap(({ segment, index }) =>
    placed(segment, offset + index),
  );
}

function placed(written: string, start: number): readonly PlacedWord[] {
  const word = written
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
  return /[\p{L}\p{N}]/u.test(word) ? [{ word, start, end: start + written.length }] : [];
}
