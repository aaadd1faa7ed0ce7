import { beforeEach, describe, expect, test } from 'vitest';
import type { Counters, Limit, Taken } from './counters.ts';

/** Counters with nothing in them, and how time passes for them. */
export interface CountersUnderTest {
  readonly counters: Counters;
  /** Waits, or moves a clock, until so much time has passed for them. */
  readonly pass: (milliseconds: number) => Promise<void> | void;
}

const limit: Limit = { name: 'contract', most: 3, windowSeconds: 1 };

/** What all counters must do; `open` gives empty ones. */
export function countersContract(name: string, open: () => Promise<CountersUnderTest>): void {
  describe(`the counters ${name}`, () => {
    let counters: Counters;
    let pass: CountersUnderTest['pass'];

    beforeEach(async () => ({ counters, pass } = await open()));

    const take = (subject = 'ada', of = limit) => counters.take(of, subject);

    test('let so many in and no more, and say what is left', async () => {
      const taken = [await take(), await take(), await take(), await take()];
      expect(taken.map((one) => (one.ok ? one.remaining : 'refused'))).toEqual([
        2,
        1,
        0,
        'refused',
      ]);
    });

    test('are never exceeded by 50 at once', async () => {
      for (let round = 0; round < 5; round += 1) {
        const subject = `crowd ${round}`;
        const all = await Promise.all(Array.from({ length: 50 }, () => take(subject)));
        expect(all.filter(({ ok }) => ok)).toHaveLength(limit.most);
      }
    });

    test('count each subject and each limit for itself', async () => {
      const other = { ...limit, name: 'contract-other' };
      for (let index = 0; index < limit.most; index += 1) await take();
      expect(await take()).toMatchObject({ ok: false });
      expect(await take('grace')).toMatchObject({ ok: true, remaining: 2 });
      expect(await take('ada', other)).toMatchObject({ ok: true, remaining: 2 });
    });

    test('let the next one in at the moment that they name, and only that one', async () => {
      await take();
      await pass(400);
      await take();
      await take();
      const refused = await take();
      expect(refused).toEqual({ ok: false, retryAfterSeconds: 1 });
      await pass(retryAfter(refused) * 1_000);
      // All three have left by then at the latest; the window that follows is a full one.
      const next = [await take(), await take(), await take(), await take()];
      expect(next.map(({ ok }) => ok)).toEqual([true, true, true, false]);
    });

    test('slide: a place comes back when its own second is over, not when a clock strikes', async () => {
      const wide: Limit = { name: 'contract-wide', most: 2, windowSeconds: 2 };
      await take('ada', wide);
      await pass(1_200);
      await take('ada', wide);
      await pass(1_000);
      expect(await take('ada', wide)).toMatchObject({ ok: true, remaining: 0 });
      expect(await take('ada', wide)).toEqual({ ok: false, retryAfterSeconds: 1 });
    });

    test('do not count a refusal: whoever hammers does not wait the longer for it', async () => {
      for (let index = 0; index < limit.most; index += 1) await take();
      for (let index = 0; index < 20; index += 1) await take();
      await pass(1_000);
      expect(await take()).toMatchObject({ ok: true, remaining: 2 });
    });

    test('take a place back once', async () => {
      const first = await take();
      await take();
      await take();
      expect(await take()).toMatchObject({ ok: false });
      if (!first.ok) throw new Error('the first was refused');
      await counters.giveBack(first.receipt);
      await counters.giveBack(first.receipt);
      expect([(await take()).ok, (await take()).ok]).toEqual([true, false]);
    });

    test('start anew on request', async () => {
      for (let index = 0; index < limit.most; index += 1) await take();
      await counters.forget(limit, 'ada');
      expect(await take()).toMatchObject({ ok: true, remaining: 2 });
    });

    test('take any text for a subject', async () => {
      for (const subject of ['', ' ', 'ä😀', 'a:b', "'; --", 'x'.repeat(5_000), '\0']) {
        expect(await take(subject)).toMatchObject({ ok: true, remaining: 2 });
      }
    });
  });
}

function retryAfter(taken: Taken): number {
  if (taken.ok) throw new Error('it was not refused');
  return taken.retryAfterSeconds;
}
