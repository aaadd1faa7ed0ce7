import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import {
  maskedNumber,
  type TaxNumberKind,
  taxNumberKinds,
} from '../domain/tax-numbers/countries.ts';
import { readTaxDetails } from '../instructor-policy.ts';
import { TaxVault } from '../secrets/tax-vault.ts';
import type { MembershipKey } from '../store/memberships.ts';
import { findTaxDetails, type SealedTaxDetails } from '../store/tax-details.ts';

export interface TaxDetails {
  readonly country: string;
  readonly legalName: string;
  readonly numbers: readonly { readonly kind: TaxNumberKind; readonly number: string }[];
  readonly updatedAt: Date;
}

/** Tax details, masked for everybody but a reviewer who asks for them by themselves. */
@Injectable()
export class ReadTaxDetails {
  readonly #db: Db;
  readonly #vault: TaxVault;
  readonly #audit: AuditLog;

  constructor(db: Db, vault: TaxVault, audit: AuditLog) {
    this.#db = db;
    this.#vault = vault;
    this.#audit = audit;
  }

  /** @throws AppError `tax_details_not_found` */
  async ownMasked(ctx: Ctx, personId: Id<'user'>): Promise<TaxDetails> {
    const key = { tenantId: ctx.tenantId, personId };
    const system = systemCtx('a person reads their tax details', ctx);
    const found = await this.#db.inSystemTx(system, (tx) => findTaxDetails(tx, key));
    if (!found) throw new AppError('tax_details_not_found');
    return this.masked(key, found);
  }

  masked(key: MembershipKey, sealed: SealedTaxDetails): TaxDetails {
    const { numbers, ...rest } = this.#opened(key, sealed);
    const masked = numbers.map(({ kind, number }) => ({ kind, number: maskedNumber(number) }));
    return { ...rest, numbers: masked };
  }

  /** In full, for a reviewer; that they looked is written down. @throws `tax_details_not_found` */
  async inFull(ctx: Ctx, userId: Id<'user'>): Promise<TaxDetails> {
    authorize(ctx, readTaxDetails, undefined);
    const { tenantId, actor } = ctx;
    const key = { tenantId, personId: userId };
    const system = systemCtx('a reviewer reads tax details', ctx);
    const found = await this.#db.inSystemTx(system, async (tx) => {
      const details = await findTaxDetails(tx, key);
      if (!details) throw new AppError('tax_details_not_found');
      const subject = { kind: 'user', id: userId };
      await this.#audit.recordFor(
        tx,
        { tenantId, actor },
        { action: 'tax_details.viewed', subject },
      );
      return details;
    });
    return this.#opened(key, found);
  }

  #opened(key: MembershipKey, { country, sealed, updatedAt }: SealedTaxDetails): TaxDetails {
    const { legalName, numbers } = this.#vault.open(key, sealed);
    const listed = taxNumberKinds.flatMap((kind) => {
      const number = numbers[kind];
      return number === undefined ? [] : [{ kind, number }];
    });
    return { country, legalName, numbers: listed, updatedAt };
  }
}
