import { expect, test } from 'vitest';
import { activeCue } from './active-cue.ts';
import { partsOf } from './find-in-text.ts';

const marked = (text: string, wanted: string) =>
  partsOf(text, wanted)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['The loop loops', 'LOOP', 'The [loop] [loop]s'],
  ['L’été à Paris', 'ete a', 'L’[été à] Paris'],
  ['two\nlines here', 'two lines', '[two\nlines] here'],
  ['e\u0301te\u0301', 'ete', '[e\u0301te\u0301]'],
  ['👩‍🏫 says loop', 'loop', '👩‍🏫 says [loop]'],
  ['nothing', '  ', 'nothing'],
  ['nothing', 'zzz', 'nothing'],
])('in %j %j is marked', (text, wanted, expected) => expect(marked(text, wanted)).toBe(expected));

test('the cue of a moment is the last that has begun', () => {
  const cues = [
    { startMs: 1_000, endMs: 2_000, text: 'a' },
    { startMs: 3_000, endMs: 4_000, text: 'b' },
  ];
  expect([0, 1, 2.5, 2.9996, 3, 99].map((second) => activeCue(cues, second))).toEqual([
    -1, 0, 0, 1, 1, 1,
  ]);
  expect(activeCue([], 5)).toBe(-1);
});
