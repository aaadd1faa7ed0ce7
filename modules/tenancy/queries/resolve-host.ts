import { Db } from '@edumaster/database';
import { systemCtx } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { hostNameOf, type HostTarget, type Platform, targetOf } from '../domain/host.ts';
import type { Tenant, TenantId } from '../domain/tenant.ts';
import { HostLookup } from '../store/host-lookup.ts';
import { TenantCache } from '../store/tenant-cache.ts';
import { findTenant } from '../store/tenants.ts';

/** Host → tenant, from the cache for up to an hour. */
@Injectable()
export class ResolveHost {
  readonly #db: Db;
  readonly #lookup: HostLookup;
  readonly #cache: TenantCache;
  readonly #platform: Platform;

  constructor(db: Db, lookup: HostLookup, cache: TenantCache, installation: Installation) {
    this.#db = db;
    this.#lookup = lookup;
    this.#cache = cache;
    this.#platform = {
      hostname: new URL(installation.origin).hostname,
      answersOnLoopback: installation.mode === 'embedded',
    };
  }

  async byHost(hostHeader: string): Promise<Tenant | undefined> {
    const hostname = hostNameOf(hostHeader);
    if (hostname === undefined) return undefined;
    const target = targetOf(hostname, this.#platform);
    return this.#cache.get(`host ${keyOf(target)}`, async () => this.#lookup.find(target));
  }

  byId(tenantId: TenantId): Promise<Tenant | undefined> {
    const ctx = systemCtx('a tenant is looked up by its id');
    return this.#cache.get(`id ${tenantId}`, () =>
      this.#db.inSystemTx(ctx, (tx) => findTenant(tx, tenantId)),
    );
  }
}

function keyOf(target: HostTarget): string {
  if (target.kind === 'marketplace') return 'marketplace';
  return target.kind === 'subdomain' ? `subdomain ${target.label}` : `domain ${target.host}`;
}
