import { countersContract } from '@edumaster/counters/contract-suite';
import { describe, expect, test } from 'vitest';
import { MemoryCounters } from './memory-counters.ts';

countersContract('in memory', async () => {
  let now = 1_000;
  return {
    counters: new MemoryCounters({ clock: () => now }),
    pass: (milliseconds) => void (now += milliseconds),
  };
});

const limit = { name: 'guesses', most: 2, windowSeconds: 60 };

describe('a flood of subjects', () => {
  test('gets nobody past a limit, and takes no more memory than is allowed', async () => {
    const counters = new MemoryCounters({ clock: () => 0, watchedSubjects: 10 });
    await counters.take(limit, 'victim');
    await counters.take(limit, 'victim');
    let letIn = 0;
    for (let index = 0; index < 10_000; index += 1) {
      if ((await counters.take(limit, `stranger ${index}`)).ok) letIn += 1;
    }
    expect(await counters.take(limit, 'victim')).toMatchObject({ ok: false });
    // Nine more are watched one by one, the rest share 1,024 counts of two places.
    expect(letIn).toBeLessThanOrEqual(9 + 1_024 * 2);
    // A stranger in the flood is let in no more often than anybody else.
    const again = [1, 2, 3].map(() => counters.take(limit, 'stranger 9999'));
    expect((await Promise.all(again)).filter(({ ok }) => ok).length).toBeLessThanOrEqual(2);
  });

  test('is no way out: who shares a count stays with it when the table has room again', async () => {
    let now = 0;
    const counters = new MemoryCounters({ clock: () => now, watchedSubjects: 1 });
    await counters.take(limit, 'watched');
    now += 59_000;
    const before = [await counters.take(limit, 'ada'), await counters.take(limit, 'ada')];
    now += 2_000;
    expect(before.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await counters.take(limit, 'ada')).toEqual({ ok: false, retryAfterSeconds: 58 });
  });

  test('is over when its window is', async () => {
    let now = 0;
    const counters = new MemoryCounters({ clock: () => now, watchedSubjects: 10 });
    for (let index = 0; index < 5_000; index += 1) await counters.take(limit, `stranger ${index}`);
    now += 60_000;
    for (let index = 0; index < 5_000; index += 1) await counters.take(limit, `later ${index % 5}`);
    for (const subject of ['ada', 'grace', 'edith']) {
      expect(await counters.take(limit, subject)).toMatchObject({ ok: true, remaining: 1 });
    }
  });

  test('does not take a place back that is counted for all of them', async () => {
    const counters = new MemoryCounters({ clock: () => 0, watchedSubjects: 0 });
    const taken = await counters.take(limit, 'ada');
    if (!taken.ok) throw new Error('refused');
    await counters.forget(limit, 'ada');
    expect(await counters.take(limit, 'ada')).toMatchObject({ ok: true, remaining: 0 });
    await counters.giveBack(taken.receipt);
    expect(await counters.take(limit, 'ada')).toMatchObject({ ok: true, remaining: 0 });
  });
});
