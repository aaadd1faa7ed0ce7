import { ApiProblem, type Problem } from '@edumaster/http/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { persistently } from './persistently.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const problem = (status: number) => new ApiProblem({ status, title: 'no' } as Problem);

test('asks again while the network or the server is gone', async () => {
  const failures: Error[] = [new TypeError('network'), problem(503), problem(429)];
  const troubles = vi.fn();
  const asking = persistently(
    async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return 'answer';
    },
    { onTrouble: troubles },
  );
  await vi.runAllTimersAsync();
  expect(await asking).toBe('answer');
  expect(troubles).toHaveBeenCalledTimes(3);
});

test('takes a refusal for one', async () => {
  const ask = vi.fn(async () => Promise.reject(problem(404)));
  await expect(persistently(ask)).rejects.toMatchObject({ status: 404 });
  expect(ask).toHaveBeenCalledTimes(1);
});

test('gives up after ten minutes', async () => {
  const asking = persistently(async () => Promise.reject(new TypeError('network')));
  const given = expect(asking).rejects.toThrow('network');
  const startedAt = Date.now();
  await vi.runAllTimersAsync();
  await given;
  expect(Date.now() - startedAt).toBeGreaterThan(9 * 60_000);
});
