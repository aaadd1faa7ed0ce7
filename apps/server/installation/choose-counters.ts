import type { Counters } from '@edumaster/counters';
import { derivedKey, type Log, type RootSecret } from '@edumaster/kernel';
import { MemoryCounters } from '@edumaster/memory-counters';
import { connectCounters } from '@edumaster/redis';
import type { ServerSettings } from './configuration.ts';

export interface ChosenCounters {
  readonly counters: Counters;
  readonly areDegraded: () => boolean;
  close(): Promise<void>;
}

/** Counters for limits: in Redis where one is set, else in this process. */
export function chooseCounters(
  { EDUMASTER_REDIS_URL: url }: ServerSettings,
  { rootSecret, log }: { readonly rootSecret: RootSecret; readonly log: Log },
): ChosenCounters {
  const own = new MemoryCounters();
  if (!url) return { counters: own, areDegraded: () => false, close: async () => {} };
  const secret = derivedKey(rootSecret, 'counters');
  const { counters, close } = connectCounters({ url, secret, meanwhile: own, log });
  return { counters, areDegraded: () => counters.isDegraded, close };
}
