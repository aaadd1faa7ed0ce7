import { createHash } from 'node:crypto';
import { Db } from '@edumaster/database';
import { type CheckRequest, IdentityCheck } from '@edumaster/identity-check';
import { type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { Injectable, Optional } from '@nestjs/common';
import { applicationParts } from '../queries/application-parts.ts';
import { TaxVault } from '../secrets/tax-vault.ts';
import { findCheck, saveCheck } from '../store/identity-checks.ts';
import type { MembershipKey } from '../store/memberships.ts';

interface ToCheck {
  readonly request: CheckRequest;
  readonly fingerprint: string;
}

/** Asks the provider about an application that is whole, and keeps what it says as a hint. */
@Injectable()
export class CheckApplicant {
  readonly #db: Db;
  readonly #vault: TaxVault;
  readonly #provider: IdentityCheck | undefined;

  constructor(db: Db, vault: TaxVault, @Optional() provider?: IdentityCheck) {
    this.#db = db;
    this.#vault = vault;
    this.#provider = provider;
  }

  /** @throws IdentityCheckUnavailable, for which the job is tried again */
  async run(ctx: Ctx, personId: Id<'user'>, signal?: AbortSignal): Promise<void> {
    if (!this.#provider) return;
    const key = { tenantId: ctx.tenantId, personId };
    const wanted = await this.#whatToCheck(ctx, key);
    if (!wanted) return;
    // Outside of a transaction: a provider may take its time.
    const result = await this.#provider.check(wanted.request, signal);
    const { outcome, checks, reference } = result;
    const { fingerprint } = wanted;
    const { label: provider } = this.#provider;
    const system = systemCtx('what a provider says of an applicant is kept', ctx);
    await this.#db.inSystemTx(system, (tx) =>
      saveCheck(tx, key, { fingerprint, provider, outcome, checks, reference, checkedAt: ctx.now }),
    );
  }

  /** Undefined when there is nothing to check, or the same was checked before. */
  async #whatToCheck(ctx: Ctx, key: MembershipKey): Promise<ToCheck | undefined> {
    const system = systemCtx('an application is read for its check', ctx);
    return this.#db.inSystemTx(system, async (tx) => {
      const { instructor, documents, tax, missing } = await applicationParts(tx, key);
      if (instructor?.status !== 'pending' || !tax || missing.length > 0) return undefined;
      const { legalName: name, numbers } = this.#vault.open(key, tax.sealed);
      const request = {
        country: tax.country,
        name,
        documents: documents.map(({ kind, mediaId }) => ({ kind, reference: mediaId })),
        numbers,
      };
      const hash = createHash('sha256').update(`${tax.sealed} ${JSON.stringify(documents)}`);
      const fingerprint = hash.digest('base64url');
      const known = await findCheck(tx, key);
      return known?.fingerprint === fingerprint ? undefined : { request, fingerprint };
    });
  }
}
