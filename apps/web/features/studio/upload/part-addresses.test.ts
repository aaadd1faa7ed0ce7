import { expect, test, vi } from 'vitest';
import type { UploadState } from '#web/api/media.ts';
import { PartAddresses } from './part-addresses.ts';

function stateWith(numbers: readonly number[], secondsLeft = 3_600): UploadState {
  const missing = numbers.map((number) => ({ number, url: `/u/${number}` }));
  const expiresAt = new Date(Date.now() + secondsLeft * 1_000).toISOString();
  return { status: 'open', partSize: 10, expiresAt, received: [], missing };
}

test('an address is used once: another try gets another one', async () => {
  const read = vi.fn(async () => stateWith([1, 2]));
  const addresses = new PartAddresses(read);
  await addresses.refresh('a');
  expect(await addresses.take('a', 1)).toBe('/u/1');
  expect(read).toHaveBeenCalledTimes(1);
  expect(await addresses.take('a', 1)).toBe('/u/1');
  expect(read).toHaveBeenCalledTimes(2);
});

test('an address that has expired in a long pause is not used', async () => {
  const read = vi.fn(async () => stateWith([1], 3_600)).mockResolvedValueOnce(stateWith([1], 30));
  const addresses = new PartAddresses(read);
  await addresses.refresh('a');
  await addresses.take('a', 1);
  expect(read).toHaveBeenCalledTimes(2);
});

test('a part that has arrived has none', async () => {
  const addresses = new PartAddresses(async () => stateWith([2]));
  await expect(addresses.take('a', 1)).rejects.toThrow('part 1 is not awaited');
});
