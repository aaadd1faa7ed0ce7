import { Signals } from '@edumaster/signals';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Tenant } from '../domain/tenant.ts';

const keptMilliseconds = 3_600_000;
/** Anybody can ask for hosts that do not exist. */
const keptMissMilliseconds = 60_000;
const keptEntries = 10_000;

/**
 * Tenants by host or id, of this process. A change is signalled by the database when it commits;
 * while signals cannot arrive nothing is kept.
 */
@Injectable()
export class TenantCache {
  readonly #signals: Signals;
  readonly #tenants = new LRUCache<string, Tenant>({ max: keptEntries, ttl: keptMilliseconds });
  /** Apart, so that a flood of names that nobody has pushes out no tenant. */
  readonly #misses = new LRUCache<string, true>({ max: keptEntries, ttl: keptMissMilliseconds });
  readonly #loading = new Map<string, Promise<Tenant | undefined>>();
  #epoch = 0;

  constructor(signals: Signals) {
    this.#signals = signals;
    signals.listen('tenancy', (tenantId) => this.forget(tenantId));
  }

  /** The kept answer, or a new one from `load`, which runs once for all who ask meanwhile. */
  async get(key: string, load: () => Promise<Tenant | undefined>): Promise<Tenant | undefined> {
    const known = this.#tenants.get(key);
    if (known) return known;
    if (this.#misses.has(key)) return undefined;
    const loading = this.#loading.get(key) ?? this.#load(key, load);
    return loading;
  }

  /** @param tenantId undefined or empty: everything */
  forget(tenantId: string | undefined): void {
    this.#epoch += 1;
    this.#loading.clear();
    // Nobody knows which of these the tenant answers to now.
    this.#misses.clear();
    if (!tenantId) this.#tenants.clear();
    for (const [key, tenant] of this.#tenants.entries()) {
      if (tenant.id === tenantId) this.#tenants.delete(key);
    }
  }

  #load(key: string, load: () => Promise<Tenant | undefined>): Promise<Tenant | undefined> {
    const epoch = this.#epoch;
    const loading = load().then((tenant) => {
      // What was read before a change must not be kept after it.
      if (epoch === this.#epoch && this.#signals.isListening) {
        if (tenant) this.#tenants.set(key, tenant);
        else this.#misses.set(key, true);
      }
      return tenant;
    });
    this.#loading.set(key, loading);
    const done = () => {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    };
    loading.then(done, done);
    return loading;
  }
}
