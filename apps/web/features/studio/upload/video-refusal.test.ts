import { expect, test } from 'vitest';
import { refusalOf } from './video-refusal.ts';

const rules = { extensions: ['mp4', 'mov'], maxBytes: 1_000 };

test.each([
  ['knots.mp4', 1_000, undefined],
  ['KNOTS.MOV', 1, undefined],
  ['knots.mp4', 1_001, 'size'],
  ['knots.mp4', 0, 'empty'],
  ['knots.mp4.exe', 1, 'type'],
  ['notes.txt', 5_000, 'type'],
  ['mp4', 1, 'type'],
  ['.mp4', 1, 'type'],
])('%s of %d bytes: %s', (name, size, refusal) => {
  expect(refusalOf({ name, size }, rules)).toBe(refusal);
});
