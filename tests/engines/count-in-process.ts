// Takes places and prints how many it got; runs in a process of its own on the compiled packages.
import { silentLog } from '@edumaster/kernel';
import { openRedis, RedisCounters } from '@edumaster/redis';
import { setTimeout } from 'node:timers/promises';

const { url, secret, limit, attempts, processes } = JSON.parse(process.argv[2] ?? '{}');
const redis = openRedis(url, silentLog);
await redis.connect();
const counters = new RedisCounters(redis, Buffer.from(secret, 'hex'));
// All begin together, when the last of them has started.
await redis.incr('ready');
while (Number(await redis.get('ready')) < processes) await setTimeout(1);
let letIn = 0;
for (let attempt = 0; attempt < attempts; attempt += 10) {
  const ten = Array.from({ length: 10 }, () => counters.take(limit, 'everybody'));
  letIn += (await Promise.all(ten)).filter(({ ok }) => ok).length;
}
console.log(letIn);
redis.destroy();
