import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type Ctx, systemCtx } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { Tenant } from '../domain/tenant.ts';
import { tenantChanged } from '../events.ts';
import { changeTenant } from '../policy.ts';
import { findTenant, renameTenant } from '../store/tenants.ts';

/** The owner gives it another name. */
@Injectable()
export class ChangeTenant {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;

  constructor(db: Db, outbox: Outbox, audit: AuditLog) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
  }

  async run(ctx: Ctx, change: { readonly name?: string | undefined }): Promise<Tenant> {
    authorize(ctx, changeTenant, undefined);
    const { tenantId, actor } = ctx;
    return this.#db.inSystemTx(systemCtx('an owner changes their tenant', ctx), async (tx) => {
      const { name } = change;
      if (name !== undefined && (await renameTenant(tx, tenantId, name))) {
        const entry = { action: 'tenant.renamed', subject: { kind: 'tenant', id: tenantId } };
        await this.#audit.recordFor(tx, { tenantId, actor }, { ...entry, details: { name } });
        await this.#outbox.emitFor(tx, tenantId, eventOf(tenantChanged, { tenantId }));
      }
      const tenant = await findTenant(tx, tenantId);
      if (!tenant) throw new AppError('tenant_not_found');
      return tenant;
    });
  }
}
