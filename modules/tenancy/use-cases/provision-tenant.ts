import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, newId, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isFreeLabel } from '../domain/host.ts';
import type { Tenant } from '../domain/tenant.ts';
import { tenantCreated } from '../events.ts';
import { TenantCache } from '../store/tenant-cache.ts';
import { findBySubdomain, insertTenant } from '../store/tenants.ts';

export interface ProvisionedTenant {
  readonly kind: 'academy' | 'organization';
  readonly name: string;
  readonly subdomain: string;
}

/** The operator makes a tenant; one that has this subdomain stays as it is. */
@Injectable()
export class ProvisionTenant {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #cache: TenantCache;

  constructor(db: Db, outbox: Outbox, audit: AuditLog, cache: TenantCache) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#cache = cache;
  }

  /** @throws AppError `validation_failed` for a subdomain that no tenant may have */
  async run(ctx: SystemCtx, given: ProvisionedTenant): Promise<Tenant> {
    const subdomain = given.subdomain.toLowerCase();
    if (!isFreeLabel(subdomain)) {
      const message = 'must be letters, digits and hyphens, and not a name that is kept';
      throw new AppError('validation_failed', { errors: [{ path: 'subdomain', message }] });
    }
    const tenant = await this.#db.inSystemTx(ctx, (tx) => this.#save(tx, { ...given, subdomain }));
    // The signal tells it to every process; this one should not have to wait for it.
    this.#cache.forget(tenant.id);
    return tenant;
  }

  async #save(tx: SystemTx, { kind, name, subdomain }: ProvisionedTenant): Promise<Tenant> {
    const tenantId = newId<'tenant'>(tx.ctx.now.getTime());
    if (await insertTenant(tx, { id: tenantId, kind, name, subdomain, createdBy: null })) {
      const created = eventOf(tenantCreated, { tenantId, kind, name, subdomain, ownerId: null });
      await this.#outbox.emitFor(tx, tenantId, created);
      const actor = { kind: 'system', reason: tx.ctx.reason } as const;
      const subject = { kind: 'tenant', id: tenantId };
      const entry = { action: 'tenant.created', subject, details: { kind } };
      await this.#audit.recordFor(tx, { tenantId, actor }, entry);
    }
    const tenant = await findBySubdomain(tx, subdomain);
    if (!tenant) throw new Error(`the tenant on ${subdomain} disappeared`);
    return tenant;
  }
}
