import { AuditLog } from '@edumaster/audit';
import { Db, type SystemTx } from '@edumaster/database';
import { eventOf, Outbox } from '@edumaster/events';
import { Identity, type UserId } from '@edumaster/identity';
import { AppError, type Ctx, newId, systemCtx } from '@edumaster/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type TenancySettings, tenancySettingsToken } from '../config.ts';
import { marketplaceTenantId } from '../domain/marketplace.ts';
import { problemInWords, subdomainProblem } from '../domain/subdomain.ts';
import type { Tenant } from '../domain/tenant.ts';
import { tenantCreated } from '../events.ts';
import { countCreatedBy, findTenant, insertTenant } from '../store/tenants.ts';

export interface NewTenant {
  readonly name: string;
  readonly subdomain: string;
  readonly kind: 'academy' | 'organization';
}

/** A person opens an academy or an organization, and is its owner. */
@Injectable()
export class CreateTenant {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #audit: AuditLog;
  readonly #identity: Identity;
  readonly #most: number;

  constructor(
    db: Db,
    outbox: Outbox,
    audit: AuditLog,
    identity: Identity,
    @Inject(tenancySettingsToken) settings: TenancySettings,
  ) {
    this.#db = db;
    this.#outbox = outbox;
    this.#audit = audit;
    this.#identity = identity;
    this.#most = settings.EDUMASTER_TENANTS_PER_PERSON;
  }

  /**
   * @throws AppError `unauthenticated`, `marketplace_only`, `verified_email_needed`,
   *   `validation_failed` for a subdomain that nobody may have, `subdomain_taken`,
   *   `too_many_tenants`
   */
  async run(ctx: Ctx, wanted: NewTenant): Promise<Tenant> {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated');
    if (ctx.tenantId !== marketplaceTenantId) throw new AppError('marketplace_only');
    const ownerId = ctx.actor.userId;
    const system = systemCtx('a person opens a tenant', ctx);
    const standing = await this.#identity.standing(system, { userId: ownerId });
    if (!standing?.isEmailVerified) throw new AppError('verified_email_needed');
    const problem = subdomainProblem(wanted.subdomain);
    if (problem) {
      const errors = [{ path: 'subdomain', message: problemInWords[problem] }];
      throw new AppError('validation_failed', { errors });
    }
    const tenant = await this.#db.inSystemTx(system, (tx) =>
      this.#save(tx, { ...wanted, ownerId, actor: ctx.actor }),
    );
    // Another module, so another transaction; should it not come to this, `SeatOwners` does it.
    await this.#identity.seatOwner(system, { tenantId: tenant.id, userId: ownerId });
    return tenant;
  }

  async #save(
    tx: SystemTx,
    { ownerId, actor, ...wanted }: NewTenant & { ownerId: UserId; actor: Ctx['actor'] },
  ): Promise<Tenant> {
    if ((await countCreatedBy(tx, ownerId)) >= this.#most) {
      throw new AppError('too_many_tenants', { extra: { most: this.#most } });
    }
    const tenantId = newId<'tenant'>(tx.ctx.now.getTime());
    if (!(await insertTenant(tx, { id: tenantId, ...wanted, createdBy: ownerId }))) {
      throw new AppError('subdomain_taken');
    }
    await this.#outbox.emitFor(
      tx,
      tenantId,
      eventOf(tenantCreated, { tenantId, ...wanted, ownerId }),
    );
    const { kind } = wanted;
    const subject = { kind: 'tenant', id: tenantId };
    const entry = { action: 'tenant.created', subject, details: { kind } };
    await this.#audit.recordFor(tx, { tenantId, actor }, entry);
    const tenant = await findTenant(tx, tenantId);
    if (!tenant) throw new Error('a tenant disappeared under its transaction');
    return tenant;
  }
}
