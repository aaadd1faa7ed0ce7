import { expect, it } from 'vitest';
import { searchWords } from './search-words.ts';

it('searches for beginnings of all words', () => {
  expect(searchWords(' Jo  Web')).toBe("'jo':* & 'web':*");
});

it('leaves nothing that the parser of a query could understand', () => {
  expect(searchWords("a'b:* | !c & (d) \\")).toBe("'a':* & 'b':* & 'c':* & 'd':*");
  expect(searchWords(':*!')).toBe('');
});
