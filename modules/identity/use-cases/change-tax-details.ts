import { AuditLog } from '@edumaster/audit';
import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  plainNumber,
  type TaxNumberKind,
  type TaxNumbers,
} from '../domain/tax-numbers/countries.ts';
import { TaxVault } from '../secrets/tax-vault.ts';
import { saveTaxDetails } from '../store/tax-details.ts';
import { taxNumberErrors } from '../tax/check-tax-numbers.ts';
import { AnnounceApplication } from './announce-application.ts';

export interface GivenTaxDetails {
  readonly personId: Id<'user'>;
  readonly country: string;
  readonly legalName: string;
  /** As people write them. */
  readonly numbers: Partial<Record<TaxNumberKind, string | undefined>>;
}

/** Somebody says where and under which numbers they pay taxes. */
@Injectable()
export class ChangeTaxDetails {
  readonly #db: Db;
  readonly #vault: TaxVault;
  readonly #announce: AnnounceApplication;
  readonly #audit: AuditLog;

  constructor(db: Db, vault: TaxVault, announce: AnnounceApplication, audit: AuditLog) {
    this.#db = db;
    this.#vault = vault;
    this.#announce = announce;
    this.#audit = audit;
  }

  /** @throws AppError `validation_failed` naming each number that is wrong */
  async run(ctx: Ctx, { personId, country, legalName, ...given }: GivenTaxDetails): Promise<void> {
    const numbers = plainNumbers(given.numbers);
    const errors = taxNumberErrors(country, numbers);
    if (errors.length > 0) throw new AppError('validation_failed', { errors });
    const key = { tenantId: ctx.tenantId, personId };
    const sealed = this.#vault.close(key, { legalName, numbers });
    const system = systemCtx('a person says how they pay taxes', ctx);
    await this.#db.inSystemTx(system, async (tx) => {
      await saveTaxDetails(tx, key, { country, sealed, updatedAt: tx.ctx.now });
      await this.#announce.inTx(tx, key);
      const subject = { kind: 'user', id: personId };
      await this.#audit.recordFor(tx, ctx, { action: 'tax_details.changed', subject });
    });
  }
}

function plainNumbers(given: GivenTaxDetails['numbers']): TaxNumbers {
  const entries = Object.entries(given).flatMap(([kind, written]) =>
    written === undefined ? [] : [[kind, plainNumber(written)]],
  );
  return Object.fromEntries(entries) as TaxNumbers;
}
