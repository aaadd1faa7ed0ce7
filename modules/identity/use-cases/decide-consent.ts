import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type ConsentPurpose, currentConsents, isRevocable } from '../domain/consent.ts';
import { ConsentVersions } from '../consent-versions.ts';
import { consentsOf, insertConsent } from '../store/privacy-store.ts';

export interface ConsentDecision {
  readonly personId: Id<'user'>;
  readonly purpose: ConsentPurpose;
  readonly isGiven: boolean;
}

/** A person agrees to something, or takes it back. */
@Injectable()
export class DecideConsent {
  readonly #db: Db;
  readonly #versions: ConsentVersions;

  constructor(db: Db, versions: ConsentVersions) {
    this.#db = db;
    this.#versions = versions;
  }

  /** @throws AppError `consent_needed` */
  async run(ctx: SystemCtx, decision: ConsentDecision): Promise<void> {
    const { personId, purpose, isGiven } = decision;
    const version = this.#versions.of(purpose);
    if (!isGiven && !isRevocable(purpose)) throw new AppError('consent_needed');
    await this.#db.inSystemTx(ctx, async (tx) => {
      const known = currentConsents(await consentsOf(tx, personId));
      const isSame = known.some(
        (consent) =>
          consent.purpose === purpose && consent.version === version && consent.isGiven === isGiven,
      );
      if (!isSame) await insertConsent(tx, { personId, purpose, version, isGiven });
    });
  }
}
