import { describe, expect, it } from 'vitest';
import { foundParts, hasAllWords, spokenQuery, wordsOf } from './spoken-words.ts';

const marked = (text: string, typed: string) =>
  foundParts(text, typed)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');

describe('spoken words', () => {
  it.each([
    ['Ça va, Node.js? C’est l’été!', 'ca va node js c est l ete'],
    ['ﬁne ½ Straße', 'fine 12 straße'],
    ['Привет, Ёлка', 'привет елка'],
    ['機械学習の', '機械 学習 の'],
    ['การเรียนรู้', 'การ เรียน รู้'],
    ['--- ♪ …', ''],
  ])('of %s are %s', (text, words) => expect(wordsOf(text)).toBe(words));

  it('as a query begin words, and one stands in the cue itself', () => {
    expect(spokenQuery("Loops'); drop")).toBe("'loops':* & 'drop':* & ('loops':*A | 'drop':*A)");
    expect(spokenQuery(' …! ')).toBeUndefined();
  });

  it('are marked where they were found, as they were written', () => {
    expect(marked('The Closure closes over CLOSED doors.', 'clos')).toBe(
      'The [Closure] [closes] over [CLOSED] doors.',
    );
    expect(marked('L’été à Paris', 'ete PARIS')).toBe('L’[été] à [Paris]');
    expect(marked('機械学習を始めましょう', '学習')).toBe('機械[学習]を始めましょう');
    expect(marked('<b>bold</b>', 'zzz')).toBe('<b>bold</b>');
    expect(marked('<b>bold</b>', 'b')).toBe('<[b]>[bold]</[b]>');
  });

  it('are all there, or not', () => {
    expect(hasAllWords('Hello brave world', 'wor hel')).toBe(true);
    expect(hasAllWords('Hello', 'hello world')).toBe(false);
  });
});
