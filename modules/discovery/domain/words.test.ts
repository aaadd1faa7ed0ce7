import { describe, expect, it } from 'vitest';
import { cardOf } from '../testing/card.ts';
import { queryOf, wordsOf, wordsOfCard } from './words.ts';

describe('words', () => {
  it.each([
    ['Node.js & C++', ['node', 'js', 'c']],
    ['Crème BRÛLÉE', ['creme', 'brulee']],
    ['Ελληνικά мир', ['ελληνικα', 'мир']],
    ['हिन्दी', ['हिन्दी']],
    ['日本語 2024', ['日本語', '2024']],
    ["o'Reilly\\ \u0000%", ['o', 'reilly']],
    ['?!… \u0301', []],
  ])('of %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('a query', () => {
  it('asks for all words, or words that begin so', () => {
    expect(queryOf('Node.js basics')).toBe(`'node':* & 'js':* & 'basics':*`);
    expect(queryOf('py', 'A')).toBe(`'py':*A`);
  });

  it('is none without a word, and has an end', () => {
    expect(queryOf(' ?! ')).toBeUndefined();
    expect(queryOf('a '.repeat(100))?.split('&')).toHaveLength(12);
  });
});

it('no card is too large for the index', () => {
  const card = cardOf({ lectureTitles: Array.from({ length: 2_000 }, () => '語'.repeat(200)) });
  expect(Buffer.byteLength(wordsOfCard(card).c)).toBeLessThan(200_000);
});
