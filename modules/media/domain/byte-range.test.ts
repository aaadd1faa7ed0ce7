import { describe, expect, it } from 'vitest';
import { isKnownTag, rangeOf } from './byte-range.ts';

describe('a range', () => {
  it.each([
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=990-', { start: 990, end: 999 }],
    ['bytes=990-2000', { start: 990, end: 999 }],
    ['bytes=-10', { start: 990, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-', undefined],
    ['lines=1-2', undefined],
    [undefined, undefined],
  ])('%s of a thousand bytes', (header, expected) => {
    expect(rangeOf(header, 1000)).toEqual(expected);
  });

  it('of an empty file cannot be had', () => {
    expect(rangeOf('bytes=0-0', 0)).toBe('unsatisfiable');
    expect(rangeOf('bytes=-1', 0)).toBe('unsatisfiable');
  });
});

describe('If-None-Match', () => {
  it('knows a tag among others, weak ones and all of them', () => {
    expect(isKnownTag('"a", W/"b"', '"b"')).toBe(true);
    expect(isKnownTag('*', '"b"')).toBe(true);
    expect(isKnownTag('"c"', '"b"')).toBe(false);
    expect(isKnownTag(undefined, '"b"')).toBe(false);
  });
});
