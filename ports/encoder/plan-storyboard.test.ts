import { describe, expect, test } from 'vitest';
import { planStoryboard, sheetsOf } from './plan-storyboard.ts';

function planned(durationSeconds: number, size = { width: 640, height: 360 }) {
  const track = { ...size, durationSeconds };
  return planStoryboard({ input: '/in.mp4', outputFolder: '/out', track }).storyboard;
}

describe('a storyboard', () => {
  test.each([
    [1, 2, 1],
    [12, 2, 6],
    [12.1, 2, 7],
    [200, 2, 100],
    [201, 4, 51],
    [1000, 10, 100],
    [1001, 10, 101],
    [3 * 3600, 12, 900],
    [12 * 3600, 44, 982],
  ])('of %d s has a picture every %d s, %d of them', (duration, intervalSeconds, tiles) => {
    expect(planned(duration)).toMatchObject({ intervalSeconds, tiles });
  });

  test('never has more than ten sheets of a hundred', () => {
    for (let hours = 0.25; hours < 30; hours += 0.25) {
      const storyboard = planned(hours * 3600);
      expect(storyboard.columns * storyboard.rows).toBeLessThanOrEqual(100);
      expect(sheetsOf(storyboard)).toBeLessThanOrEqual(10);
    }
  });

  test('keeps the shape of the picture, also of one that stands', () => {
    expect(planned(12)).toMatchObject({ tileWidth: 160, tileHeight: 90, columns: 6, rows: 1 });
    const standing = planned(60, { width: 360, height: 640 });
    expect(standing).toMatchObject({ tileWidth: 90, tileHeight: 160, columns: 10, rows: 3 });
  });
});
