import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { AppError, type SystemCtx } from '@edumaster/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type TenancySettings, tenancySettingsToken } from '../config.ts';
import type { TenantId } from '../domain/tenant.ts';
import { tenantChanged } from '../events.ts';
import type { HomeStep } from '../index.ts';
import { SealedAddress } from '../store/sealed-address.ts';
import { closeHome, listDatabases, openHome, setDatabase } from '../store/tenant-homes.ts';

const actions = {
  closing: 'tenant.move_started',
  reopened: 'tenant.move_cancelled',
  assigned: 'tenant.database_assigned',
} as const;

/** A step of a tenant's way into a database of its own; each may be repeated. */
@Injectable()
export class ChangeHome {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #addresses: SealedAddress;
  readonly #most: number;

  constructor(
    db: Db,
    outbox: Outbox,
    audit: AuditLog,
    addresses: SealedAddress,
    @Inject(tenancySettingsToken) settings: TenancySettings,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#addresses = addresses;
    this.#most = settings.EDUMASTER_TENANT_DATABASES;
  }

  async run(ctx: SystemCtx, input: { tenantId: TenantId; step: HomeStep }): Promise<void> {
    const { tenantId, step } = input;
    await this.#db.inSystemTx(ctx, async (tx) => {
      await this.#take(tx, tenantId, step);
      const actor = { kind: 'system', reason: ctx.reason } as const;
      const subject = { kind: 'tenant', id: tenantId };
      await this.#audit.recordFor(tx, { tenantId, actor }, { action: actions[step.kind], subject });
    });
  }

  /** Each takes connections of every process. */
  async #requireRoom(tx: SystemTx): Promise<void> {
    if ((await listDatabases(tx)).length < this.#most) return;
    const detail =
      `${this.#most} tenants have a database of their own; ` +
      'EDUMASTER_TENANT_DATABASES allows no more';
    throw new AppError('conflict', { detail });
  }

  async #take(tx: SystemTx, tenantId: TenantId, step: HomeStep): Promise<void> {
    if (step.kind === 'closing') {
      await this.#requireRoom(tx);
      return closeHome(tx, tenantId);
    }
    if (step.kind === 'reopened') return openHome(tx, tenantId);
    await setDatabase(tx, tenantId, this.#addresses.close(step.address, tenantId));
    await this.#outbox.emitFor(tx, tenantId, eventOf(tenantChanged, { tenantId }));
  }
}
