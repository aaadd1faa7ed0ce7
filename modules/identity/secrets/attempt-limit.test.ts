import { FakeCounters } from '@edumaster/counters/fake';
import { beforeEach, describe, expect, it } from 'vitest';
import { AttemptLimit } from './attempt-limit.ts';

let now: number;
let limit: AttemptLimit;
let counters: FakeCounters;

const guesses = { name: 'guesses', most: 3, windowSeconds: 60 };

beforeEach(() => {
  now = 1_000_000;
  counters = new FakeCounters(() => now);
  limit = new AttemptLimit(counters, guesses);
});

const fail = async () => false;
const succeed = async () => true;

describe('attempts', () => {
  it('are refused after so many failures, until the first leaves the window', async () => {
    for (let index = 0; index < 3; index += 1) {
      expect(await limit.run('ada', fail)).toEqual({ isTried: true, hasSucceeded: false });
      now += 10_000;
    }
    expect(await limit.run('ada', succeed)).toEqual({ isTried: false, retryAfterSeconds: 30 });
    now += 29_999;
    expect(await limit.run('ada', succeed)).toEqual({ isTried: false, retryAfterSeconds: 1 });
    now += 1;
    expect(await limit.run('ada', fail)).toEqual({ isTried: true, hasSucceeded: false });
    expect(await limit.run('ada', fail)).toEqual({ isTried: false, retryAfterSeconds: 10 });
  });

  it('of one key do not count for another', async () => {
    for (let index = 0; index < 4; index += 1) await limit.run('ada', fail);
    expect(await limit.run('grace', succeed)).toMatchObject({ isTried: true });
  });

  it('that succeed count for nothing', async () => {
    for (let index = 0; index < 10; index += 1) {
      expect(await limit.run('ada', succeed)).toEqual({ isTried: true, hasSucceeded: true });
    }
  });

  it('in parallel are tried no more often than one after the other', async () => {
    let tried = 0;
    const guess = async () => {
      tried += 1;
      await Promise.resolve();
      return false;
    };
    const all = await Promise.all(Array.from({ length: 20 }, () => limit.run('ada', guess)));
    expect(tried).toBe(3);
    expect(all.filter(({ isTried }) => isTried)).toHaveLength(3);
  });

  it('in parallel all succeed when they are right', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => limit.run('ada', succeed)));
    expect(all.every(({ isTried }) => isTried)).toBe(true);
  });

  it('in several processes share their failures, and a success counts in none of them', async () => {
    const other = new AttemptLimit(counters, guesses);
    expect(await limit.run('ada', fail)).toMatchObject({ isTried: true });
    expect(await other.run('ada', succeed)).toMatchObject({ isTried: true });
    expect(await other.run('ada', fail)).toMatchObject({ isTried: true });
    expect(await limit.run('ada', fail)).toMatchObject({ isTried: true });
    expect(await other.run('ada', succeed)).toEqual({ isTried: false, retryAfterSeconds: 60 });
  });

  it('right and wrong ones mixed in parallel: no more wrong ones than allowed are tried', async () => {
    let wrong = 0;
    const attempts = Array.from({ length: 60 }, (_, index) => async () => {
      await Promise.resolve();
      if (index % 2 === 0) return true;
      wrong += 1;
      return false;
    });
    const all = await Promise.all(attempts.map((attempt) => limit.run('ada', attempt)));
    expect(wrong).toBe(3);
    expect(all.filter(({ isTried }) => !isTried).length).toBeGreaterThan(0);
  });

  it('that break count for nothing and leave their place', async () => {
    const broken = async () => Promise.reject(new Error('the database is away'));
    for (let index = 0; index < 5; index += 1) {
      await expect(limit.run('ada', broken)).rejects.toThrow('away');
    }
    expect(await limit.run('ada', succeed)).toMatchObject({ isTried: true });
  });

  it('are forgotten on request', async () => {
    for (let index = 0; index < 3; index += 1) await limit.run('ada', fail);
    await limit.forget('ada');
    expect(await limit.run('ada', succeed)).toMatchObject({ isTried: true });
  });
});
