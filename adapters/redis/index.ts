export { type ConnectedCounters, connectCounters } from './connect-counters.ts';
export { CountersThroughOutages } from './counters-through-outages.ts';
export { openRedis, type Redis } from './open-redis.ts';
export { RedisCounters } from './redis-counters.ts';
