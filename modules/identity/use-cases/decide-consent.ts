import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type ConsentPurpose, currentConsents, isRevocable } from '../domain/consent.ts';
import { ConsentTexts } from '../consent-texts.ts';
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
  readonly #texts: ConsentTexts;

  constructor(db: Db, texts: ConsentTexts) {
    this.#db = db;
    this.#texts = texts;
  }

  /** @throws AppError `consent_needed`, `not_found` for what nobody is asked here */
  async run(ctx: SystemCtx, decision: ConsentDecision): Promise<void> {
    const { personId, purpose, isGiven } = decision;
    const version = this.#texts.of(purpose)?.version;
    if (version === undefined) throw new AppError('not_found');
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
