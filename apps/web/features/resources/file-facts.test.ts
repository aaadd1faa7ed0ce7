import { expect, test } from 'vitest';
import { endingOf, sizeIn } from './file-facts.ts';

test.each([
  [7, 7, 'byte'],
  [999, 999, 'byte'],
  [1_500, 1.5, 'kilobyte'],
  [2_000_000, 2, 'megabyte'],
  [3e12, 3_000, 'gigabyte'],
])('%d bytes are %d in %ss', (bytes, value, unit) => {
  expect(sizeIn(bytes)).toEqual({ value, unit });
});

test('the ending of a name says what a file is', () => {
  expect(endingOf('my.essay.docx')).toBe('DOCX');
});
