import { expect, test } from 'vitest';
import { takeLock } from '../../adapters/postgres-embedded/lock.ts';
import { askLock } from './running-server.mjs';

test('the launcher asks for the lock that the embedded database takes', async () => {
  const dataDir = `/absent/${process.pid}/postgres`;
  expect(await askLock(dataDir)).toBeUndefined();
  const lock = await takeLock(dataDir);
  expect(await askLock(dataDir)).toBe(String(process.pid));
  await lock.release();
  expect(await askLock(dataDir)).toBeUndefined();
});
