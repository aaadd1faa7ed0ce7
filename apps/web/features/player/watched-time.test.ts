import { expect, test } from 'vitest';
import { WatchedTime } from './watched-time.ts';

test('playing counts, from the first known position on', () => {
  const watched = new WatchedTime();
  for (const position of [100, 100.25, 100.5, 101]) watched.advance(position, 1);
  expect(watched.take()).toBe(1);
  expect(watched.take()).toBe(0);
});

test('a jump forward is not watching', () => {
  const watched = new WatchedTime();
  watched.advance(10, 1);
  watched.advance(11, 1);
  watched.jump(500);
  watched.advance(500.5, 1);
  expect(watched.take()).toBe(1.5);
});

test('a jump that nobody announced is not watching either', () => {
  const watched = new WatchedTime();
  watched.advance(10, 1);
  watched.advance(60, 1);
  watched.advance(5, 1);
  expect(watched.take()).toBe(0);
});

test('at double speed the seconds of the video count', () => {
  const watched = new WatchedTime();
  watched.advance(0, 2);
  watched.advance(3, 2);
  expect(watched.take()).toBe(3);
});
