import { expect, test } from 'vitest';
import { moveItem, moveLecture, placeItem, placeLecture } from './outline-order.ts';

const outline = () => [
  { id: 's1', lectures: [{ id: 'a' }, { id: 'b' }] },
  { id: 's2', lectures: [] as { id: string }[] },
  { id: 's3', lectures: [{ id: 'c' }] },
];
const shape = (sections: ReturnType<typeof outline>) =>
  sections.map(({ id, lectures }) => `${id}:${lectures.map((lecture) => lecture.id).join('')}`);

test('a section moves by one place and stops at the ends', () => {
  expect(moveItem(outline(), 's1', 'down').map(({ id }) => id)).toEqual(['s2', 's1', 's3']);
  expect(moveItem(outline(), 's1', 'up').map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
  expect(moveItem(outline(), 's3', 'down').map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
});

test('a dropped section stands where it was dropped', () => {
  expect(placeItem(outline(), 's1', 2).map(({ id }) => id)).toEqual(['s2', 's3', 's1']);
  expect(placeItem(outline(), 's3', 0).map(({ id }) => id)).toEqual(['s3', 's1', 's2']);
});

test('a lecture moves within its section and then on into the neighbour', () => {
  const once = moveLecture(outline(), 'a', 'down');
  expect(shape(once)).toEqual(['s1:ba', 's2:', 's3:c']);
  const twice = moveLecture(once, 'a', 'down');
  expect(shape(twice)).toEqual(['s1:b', 's2:a', 's3:c']);
  expect(shape(moveLecture(twice, 'a', 'down'))).toEqual(['s1:b', 's2:', 's3:ac']);
  expect(shape(moveLecture(twice, 'a', 'up'))).toEqual(['s1:ba', 's2:', 's3:c']);
});

test('the first and the last lecture stay', () => {
  expect(shape(moveLecture(outline(), 'a', 'up'))).toEqual(shape(outline()));
  expect(shape(moveLecture(outline(), 'c', 'down'))).toEqual(shape(outline()));
});

test('no lecture is lost or doubled, wherever it is dropped', () => {
  for (const sectionId of ['s1', 's2', 's3', 'gone']) {
    for (const index of [0, 1, 9]) {
      const moved = placeLecture(outline(), 'b', { sectionId, index });
      const ids = moved.flatMap(({ lectures }) => lectures.map(({ id }) => id)).sort();
      expect(ids).toEqual(['a', 'b', 'c']);
    }
  }
});
