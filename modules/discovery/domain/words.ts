import type { Card } from './card.ts';

/** More words in one search narrow nothing down. */
const maxWords = 12;

/**
 * A tsvector holds a megabyte; what is cut off here still leaves room for four bytes a letter and
 * for the places of the words.
 */
const maxTextLength = 40_000;

/** The texts of a card by the weight of their words. */
export interface WeightedWords {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly d: string;
}

/**
 * Single words in lower case, without the marks of Latin letters. Courses and queries go through the
 * same: Postgres' own parser would take `Node.js` for one word and a host name.
 */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return (plain.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).filter((word) =>
    /[\p{L}\p{N}]/u.test(word),
  );
}

export function wordsOfCard(card: Card): WeightedWords {
  const plain = (...texts: readonly string[]) =>
    wordsOf(texts.join(' ').slice(0, maxTextLength)).join(' ');
  return {
    a: plain(card.title),
    b: plain(card.subtitle, card.categoryName, ...card.tags),
    c: plain(card.instructor.name, ...card.lectureTitles),
    d: plain(card.description),
  };
}

/**
 * What was typed as a tsquery: each word, or a word that begins so.
 * @param weight only words of this weight
 * @returns undefined when there is no word in it
 */
export function queryOf(typed: string, weight: 'A' | '' = ''): string | undefined {
  const words = wordsOf(typed).slice(0, maxWords);
  if (words.length === 0) return undefined;
  // Nothing but letters, digits and marks is left in a word, so a quote cannot end it.
  return words.map((word) => `'${word}':*${weight}`).join(' & ');
}
