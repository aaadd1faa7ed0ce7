import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, idOfCursor, newId, pageOf } from './index.ts';

const refused = expect.objectContaining({
  code: 'validation_failed',
  errors: [{ path: 'cursor', message: 'is not a cursor that this list gave' }],
});

describe('a cursor', () => {
  it('gives the key back that it was made of', () => {
    expect(decodeCursor(encodeCursor(['newest', 3]), 2)).toEqual(['newest', 3]);
    const id = newId();
    expect(idOfCursor(encodeCursor([id]))).toBe(id);
  });

  it.each(['', 'no base64!', encodeCursor([]), encodeCursor(['a', 'b']), btoa('{"0":1}')])(
    'that was not made here is refused: %s',
    (cursor) => {
      expect(() => decodeCursor(cursor, 1)).toThrow(refused);
      expect(() => idOfCursor(cursor)).toThrow(refused);
    },
  );

  it('of another list is refused by one that goes by ids', () => {
    expect(() => idOfCursor(encodeCursor(['newest']))).toThrow(refused);
    expect(() => idOfCursor(encodeCursor([7]))).toThrow(refused);
  });
});

describe('a page', () => {
  const keyOf = (row: number) => [row];

  it('ends the list when there is no row more than fits', () => {
    expect(pageOf([], 2, keyOf)).toEqual({ items: [], nextCursor: null });
    expect(pageOf([1, 2], 2, keyOf)).toEqual({ items: [1, 2], nextCursor: null });
  });

  it('is followed by the rows behind its last', () => {
    expect(pageOf([1, 2, 3], 2, keyOf)).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
  });
});
