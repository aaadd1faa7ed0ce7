import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Tenant } from '../domain/tenant.ts';

const keptMilliseconds = 3_600_000;
/** Anybody can ask for hosts that do not exist, and one may come to exist at any time. */
const keptMissMilliseconds = 60_000;
const keptEntries = 10_000;

/** Null is a known miss. */
type Entry = { readonly tenant: Tenant | null };

/** Tenants by host or id, of this process. */
@Injectable()
export class TenantCache {
  readonly #entries = new LRUCache<string, Entry>({ max: keptEntries, ttl: keptMilliseconds });
  readonly #misses = new LRUCache<string, Entry>({ max: keptEntries, ttl: keptMissMilliseconds });
  #epoch = 0;

  /** The kept answer, or a new one from `load`. */
  async get(key: string, load: () => Promise<Tenant | undefined>): Promise<Tenant | undefined> {
    const known = this.#entries.get(key) ?? this.#misses.get(key);
    if (known) return known.tenant ?? undefined;
    const epoch = this.#epoch;
    const tenant = await load();
    // What was read before a change must not be kept after it.
    if (epoch === this.#epoch) {
      const kept = tenant ? this.#entries : this.#misses;
      kept.set(key, { tenant: tenant ?? null });
    }
    return tenant;
  }

  /** Forgets everything: changes are rare, and a tenant has any number of hosts. */
  clear(): void {
    this.#epoch += 1;
    this.#entries.clear();
    this.#misses.clear();
  }
}
