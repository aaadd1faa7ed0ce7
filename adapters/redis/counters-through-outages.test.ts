import type { Counters } from '@edumaster/counters';
import { countersContract } from '@edumaster/counters/contract-suite';
import { silentLog } from '@edumaster/kernel';
import { MemoryCounters } from '@edumaster/memory-counters';
import { expect, test, vi } from 'vitest';
import { CountersThroughOutages } from './counters-through-outages.ts';

const limit = { name: 'guesses', most: 2, windowSeconds: 60 };

const broken: Counters = {
  take: async () => Promise.reject(new Error('away')),
  giveBack: async () => Promise.reject(new Error('away')),
  forget: async () => Promise.reject(new Error('away')),
};

countersContract('through an outage that does not end', async () => {
  let now = 1_000;
  const clock = () => now;
  const meanwhile = new MemoryCounters({ clock });
  return {
    counters: new CountersThroughOutages({ counters: broken, meanwhile, log: silentLog, clock }),
    pass: (milliseconds) => void (now += milliseconds),
  };
});

test('a limit holds in this process during an outage, and for all of them after it', async () => {
  let now = 0;
  let isAway = false;
  const shared = new MemoryCounters({ clock: () => now });
  const counters = new CountersThroughOutages({
    counters: {
      giveBack: broken.giveBack,
      forget: broken.forget,
      take: (of, subject) => (isAway ? broken.take(of, subject) : shared.take(of, subject)),
    },
    meanwhile: new MemoryCounters({ clock: () => now }),
    log: silentLog,
    clock: () => now,
  });
  expect(await counters.take(limit, 'ada')).toMatchObject({ ok: true, remaining: 1 });
  isAway = true;
  const during = [await counters.take(limit, 'ada'), await counters.take(limit, 'ada')];
  expect(during.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await counters.take(limit, 'ada')).toMatchObject({ ok: false });
  expect(counters.isDegraded).toBe(true);
  isAway = false;
  now += 1_000;
  expect(await counters.take(limit, 'ada')).toMatchObject({ ok: true, remaining: 0 });
  expect(counters.isDegraded).toBe(false);
});

test('a server that hangs costs one request a second its patience, and the others nothing', async () => {
  vi.useFakeTimers();
  try {
    const hung = vi.fn(() => new Promise<never>(() => {}));
    const counters = new CountersThroughOutages({
      counters: { take: hung, giveBack: hung, forget: hung },
      meanwhile: new MemoryCounters(),
      log: silentLog,
      clock: () => Date.now(),
    });
    const first = counters.take(limit, 'ada');
    await vi.advanceTimersByTimeAsync(250);
    expect(await first).toMatchObject({ ok: true });
    expect(await counters.take(limit, 'ada')).toMatchObject({ ok: true });
    expect(hung).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});
