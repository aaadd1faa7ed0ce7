import { type Consumer, on } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { TenantCache } from '../store/tenant-cache.ts';

const data = z.object({ tenantId: idSchema });

/**
 * Drops what is kept of tenants when one changes. A consumer runs in one process of an
 * installation, so others keep their answers for up to an hour.
 */
@Injectable()
export class ForgetTenants implements Consumer {
  readonly name = 'tenancy.forget-tenants';
  readonly #cache: TenantCache;
  readonly reactions = [
    on('tenant.created', data, async () => this.#cache.clear()),
    on('tenant.changed', data, async () => this.#cache.clear()),
  ];

  constructor(cache: TenantCache) {
    this.#cache = cache;
  }
}
