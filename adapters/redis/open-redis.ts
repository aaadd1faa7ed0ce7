import type { Log } from '@edumaster/kernel';
import { createClient, defineScript } from '@redis/client';
import { takeScript } from './take-script.ts';

const connectMilliseconds = 2_000;
const longestPauseMilliseconds = 2_000;

const takePlace = defineScript({
  SCRIPT: takeScript,
  NUMBER_OF_KEYS: 1,
  parseCommand(parser, key: string, place: { most: number; windowSeconds: number; id: string }) {
    parser.pushKey(key);
    parser.push(String(place.most), String(place.windowSeconds * 1_000_000), place.id);
  },
  transformReply: (reply: unknown) => reply as [0 | 1, number],
});

export type Redis = ReturnType<typeof openRedis>;

/**
 * A connection that comes back by itself. A command that meets a lost connection fails at once:
 * what waits in a queue for Redis to come back would be answered when nobody wants it any more.
 */
export function openRedis(url: string, log: Log) {
  const client = createClient({
    url,
    keyPrefix: 'edumaster:',
    disableOfflineQueue: true,
    // An open connection on which nothing ever comes back is found by its pings.
    pingInterval: 10_000,
    socket: {
      connectTimeout: connectMilliseconds,
      socketTimeout: 30_000,
      reconnectStrategy: (retries: number) => Math.min(longestPauseMilliseconds, 50 * 2 ** retries),
    },
    scripts: { takePlace },
  });
  let isAway = false;
  client.on('error', (error: unknown) => {
    if (!isAway) log.warn({ err: error }, 'Redis is away');
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) log.info({}, 'Redis is back');
    isAway = false;
  });
  return client;
}
