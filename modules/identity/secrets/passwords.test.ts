import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { hashPassword, isPasswordOf } from './passwords.ts';

it('a flood of guesses is sent away in part, and nobody else waits for it', async () => {
  await isPasswordOf(undefined, 'the first one makes the hash of nobody');
  const guesses = Array.from({ length: 260 }, () => isPasswordOf(undefined, 'a guess'));
  const flood = Promise.allSettled(guesses);
  // Behind all of them it would have to wait until the flood is over.
  const other = readFile(import.meta.filename).then(() => 'somebody else');
  expect(await Promise.race([other, flood.then(() => 'the flood')])).toBe('somebody else');
  const outcomes = await flood;
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(260 - 202);
  expect(refused[0]?.reason).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
}, 30_000);

describe('a password', () => {
  it('fits its own hash and no other', async () => {
    const hash = await hashPassword('learn-by-doing');
    expect(await isPasswordOf(hash, 'learn-by-doing')).toBe(true);
    expect(await isPasswordOf(hash, 'learn-by-Doing')).toBe(false);
  });

  it('of nobody is never right', async () => {
    expect(await isPasswordOf(undefined, 'learn-by-doing')).toBe(false);
  });
});
