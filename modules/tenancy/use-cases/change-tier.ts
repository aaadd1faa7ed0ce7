import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { type Actor, AppError, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { TenantId } from '../domain/tenant.ts';
import { tenantChanged } from '../events.ts';
import { setTier, tierNames } from '../store/tiers.ts';
import { findTenant } from '../store/tenants.ts';

/** The operator, or an administrator of the marketplace, gives a tenant other limits. */
@Injectable()
export class ChangeTier {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;

  constructor(db: Db, outbox: Outbox, audit: AuditLog) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
  }

  /** @throws AppError `tenant_not_found`, `validation_failed` for a tier that there is not */
  async run(
    ctx: SystemCtx,
    input: { readonly tenantId: TenantId; readonly tier: string; readonly actor: Actor },
  ): Promise<void> {
    const { tenantId, tier, actor } = input;
    await this.#db.inSystemTx(ctx, async (tx) => {
      const before = await findTenant(tx, tenantId);
      if (!before) throw new AppError('tenant_not_found');
      const known = await tierNames(tx);
      if (!known.includes(tier)) {
        const message = `must be one of ${known.join(', ')}`;
        throw new AppError('validation_failed', { errors: [{ path: 'tier', message }] });
      }
      if (!(await setTier(tx, tenantId, tier))) return;
      const details = { before: before.allowance.tier, after: tier };
      const entry = { action: 'tenant.tier_changed', subject: { kind: 'tenant', id: tenantId } };
      await this.#audit.recordFor(tx, { tenantId, actor }, { ...entry, details });
      await this.#outbox.emitFor(tx, tenantId, eventOf(tenantChanged, { tenantId }));
    });
  }
}
