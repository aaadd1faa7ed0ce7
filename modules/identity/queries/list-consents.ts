import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  type ConsentPurpose,
  consentPurposes,
  currentConsents,
  isRevocable,
} from '../domain/consent.ts';
import { consentsOf } from '../store/privacy-store.ts';
import { ConsentVersions } from '../consent-versions.ts';

export interface ConsentState {
  readonly purpose: ConsentPurpose;
  readonly isGiven: boolean;
  readonly version: string | null;
  readonly currentVersion: string;
  readonly decidedAt: Date | null;
  readonly isRevocable: boolean;
}

/** What a person agreed to, with what they have not decided yet. */
@Injectable()
export class ListConsents {
  readonly #db: Db;
  readonly #versions: ConsentVersions;

  constructor(db: Db, versions: ConsentVersions) {
    this.#db = db;
    this.#versions = versions;
  }

  async run(ctx: SystemCtx, personId: Id<'user'>): Promise<readonly ConsentState[]> {
    const known = currentConsents(await this.#db.inSystemTx(ctx, (tx) => consentsOf(tx, personId)));
    return consentPurposes.map((purpose) => {
      const decided = known.find((consent) => consent.purpose === purpose);
      return {
        purpose,
        isGiven: decided?.isGiven ?? false,
        version: decided?.version ?? null,
        currentVersion: this.#versions.of(purpose),
        decidedAt: decided?.decidedAt ?? null,
        isRevocable: isRevocable(purpose),
      };
    });
  }
}
