import { randomBytes } from 'node:crypto';
import { countersContract } from '@edumaster/counters/contract-suite';
import { silentLog } from '@edumaster/kernel';
import { MemoryCounters } from '@edumaster/memory-counters';
import {
  type ConnectedCounters,
  connectCounters,
  openRedis,
  RedisCounters,
} from '@edumaster/redis';
import { eventually } from '@edumaster/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countInProcesses } from './count-in-processes.ts';
import { type RealRedis, startRedis } from './start-redis.ts';

const secret = randomBytes(32);
let redis: RealRedis;

beforeAll(async () => {
  redis = await startRedis();
});

afterAll(() => redis.dispose());

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds + 2));

describe('with Redis there', () => {
  let client: ReturnType<typeof openRedis>;

  beforeAll(async () => {
    client = openRedis(redis.url, silentLog);
    await client.connect();
  });

  afterAll(() => client.destroy());

  countersContract('in Redis', async () => {
    await client.flushAll();
    return { counters: new RedisCounters(client, secret), pass: wait };
  });

  test('keys go with their window, and name nobody', async () => {
    await client.flushAll();
    const counters = new RedisCounters(client, secret);
    const limit = { name: 'short', most: 5, windowSeconds: 1 };
    await counters.take(limit, 'ada@example.test');
    const keys = await client.sendCommand<string[]>(['KEYS', '*']);
    expect(keys).toEqual([expect.stringMatching(/^edumaster:count:short:[\w-]{24}$/)]);
    const key = keys[0] ?? '';
    const life = await client.sendCommand<number>(['PTTL', key]);
    expect(life).toBeGreaterThan(1_000);
    expect(life).toBeLessThanOrEqual(2_000);
    expect(JSON.stringify(await client.sendCommand(['ZRANGE', key, '0', '-1']))).not.toContain(
      'ada',
    );
  });

  test('two processes share a limit: it is never exceeded by one', async () => {
    await client.flushAll();
    const limit = { name: 'shared', most: 1_000, windowSeconds: 60 };
    const letIn = await countInProcesses({
      url: redis.url,
      secret: secret.toString('hex'),
      limit,
      processes: 2,
      attempts: 2_000,
    });
    expect(letIn.reduce((sum, one) => sum + one, 0)).toBe(1_000);
    expect(letIn.every((one) => one > 0)).toBe(true);
  });
});

describe('without Redis', () => {
  let connected: ConnectedCounters;
  const limit = { name: 'outage', most: 10, windowSeconds: 60 };

  beforeAll(() => {
    connected = connectCounters({
      url: redis.url,
      secret,
      meanwhile: new MemoryCounters(),
      log: silentLog,
    });
  });

  afterAll(() => connected.close());

  const letInOf = async (subject: string, attempts = 50) => {
    const all = Array.from({ length: attempts }, () => connected.counters.take(limit, subject));
    return (await Promise.all(all)).filter(({ ok }) => ok).length;
  };
  const isShared = () =>
    eventually('the counters to be shared', async () => {
      await connected.counters.take(limit, crypto.randomUUID());
      return connected.counters.isDegraded ? undefined : true;
    });

  test('a kill in the middle of 200 attempts fails none of them, and the limit holds on', async () => {
    await isShared();
    const under = Array.from({ length: 200 }, () => connected.counters.take(limit, 'ada'));
    await redis.kill();
    const letIn = (await Promise.all(under)).filter(({ ok }) => ok).length;
    // Once by Redis before it went, and once by this process.
    expect(letIn).toBeGreaterThanOrEqual(10);
    expect(letIn).toBeLessThanOrEqual(20);
    expect(connected.counters.isDegraded).toBe(true);
    expect(await letInOf('grace')).toBe(10);
    expect(await letInOf('grace')).toBe(0);
  });

  test('it is used again when it is back', async () => {
    await redis.startAgain();
    await isShared();
    expect(await letInOf('edith')).toBe(10);
  });

  test('one that hangs does not hold requests up', async () => {
    await isShared();
    redis.freeze();
    const startedAt = performance.now();
    expect(await letInOf('hedy')).toBe(10);
    for (let index = 0; index < 5; index += 1) await letInOf(`hedy ${index}`);
    // One patience of 250 ms a second, not one an attempt.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    redis.thaw();
    await isShared();
  });

  test('a program starts without it, and finds it when it comes', async () => {
    await redis.kill();
    const late = connectCounters({
      url: redis.url,
      secret,
      meanwhile: new MemoryCounters(),
      log: silentLog,
    });
    try {
      expect(await late.counters.take(limit, 'ada')).toMatchObject({ ok: true });
      expect(late.counters.isDegraded).toBe(true);
      await redis.startAgain();
      await eventually('Redis to be found', async () => {
        await late.counters.take(limit, 'grace');
        return late.counters.isDegraded ? undefined : true;
      });
    } finally {
      await late.close();
    }
  });
});
