import { describe, expect, it } from 'vitest';
import { outlineProblems } from './outline.ts';

const current = [
  { id: 'A', lectures: ['1', '2'] },
  { id: 'B', lectures: ['3'] },
];

describe('an order', () => {
  it('may move everything anywhere', () => {
    const wanted = [
      { id: 'B', lectures: ['2', '3', '1'] },
      { id: 'A', lectures: [] },
    ];
    expect(outlineProblems(current, wanted)).toEqual([]);
  });

  it.each([
    ['a section is missing', [{ id: 'A', lectures: ['1', '2', '3'] }]],
    ['a lecture is missing', [{ id: 'A', lectures: ['1'] }, current[1]]],
    ['a lecture is named twice', [current[0], { id: 'B', lectures: ['3', '1'] }]],
    ['a section is named twice', [...current, { id: 'A', lectures: [] }]],
    ['a lecture is of another course', [current[0], { id: 'B', lectures: ['3', '9'] }]],
  ])('is refused when %s', (_, wanted) => {
    expect(
      outlineProblems(
        current,
        wanted.filter((entry) => entry !== undefined),
      ),
    ).toHaveLength(1);
  });
});
