import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type ConsentPurpose, currentConsents, isRevocable } from '../domain/consent.ts';
import { consentsOf } from '../store/privacy-store.ts';
import { ConsentTexts } from '../consent-texts.ts';

export interface ConsentState {
  readonly purpose: ConsentPurpose;
  readonly isGiven: boolean;
  readonly version: string | null;
  readonly currentVersion: string;
  readonly url: string | null;
  readonly decidedAt: Date | null;
  readonly isRevocable: boolean;
}

/** What a person agreed to, with what they have not decided yet. */
@Injectable()
export class ListConsents {
  readonly #db: Db;
  readonly #texts: ConsentTexts;

  constructor(db: Db, texts: ConsentTexts) {
    this.#db = db;
    this.#texts = texts;
  }

  async run(ctx: SystemCtx, personId: Id<'user'>): Promise<readonly ConsentState[]> {
    const known = currentConsents(await this.#db.inSystemTx(ctx, (tx) => consentsOf(tx, personId)));
    return this.#texts.all().map(({ purpose, version, url }) => {
      const decided = known.find((consent) => consent.purpose === purpose);
      return {
        purpose,
        isGiven: decided?.isGiven ?? false,
        version: decided?.version ?? null,
        currentVersion: version,
        url,
        decidedAt: decided?.decidedAt ?? null,
        isRevocable: isRevocable(purpose),
      };
    });
  }
}
