import { ApiProblem } from '@edumaster/http/client';
import { expect, test } from 'vitest';
import { waitingOf, waitingTime } from './waiting.ts';

const problem = (status: number, retryAfterSeconds?: number) =>
  new ApiProblem({
    type: 'about:blank',
    title: 'refused',
    status,
    code: 'too_many_requests',
    correlationId: '1',
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });

test('only a limit says how long to wait, and not every one', () => {
  expect(waitingOf(problem(429, 40))).toEqual({ waitSeconds: 40 });
  expect(waitingOf(problem(429))).toBeUndefined();
  expect(waitingOf(problem(503, 40))).toBeUndefined();
  expect(waitingOf(new TypeError('Failed to fetch'))).toBeUndefined();
});

test.each([
  [1, '1 second'],
  [0.2, '1 second'],
  [59, '59 second'],
  [59.5, '1 minute'],
  [60, '1 minute'],
  [61, '2 minute'],
  [14 * 60 + 1, '15 minute'],
  [59 * 60 + 1, '1 hour'],
  [3_600, '1 hour'],
  [3_601, '2 hour'],
])('%d seconds are never said to be less: %s', (waitSeconds, said) => {
  const { count, unit } = waitingTime({ waitSeconds });
  expect(`${count} ${unit}`).toBe(said);
});
