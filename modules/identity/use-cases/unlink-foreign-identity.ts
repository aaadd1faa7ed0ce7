import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { SignInProviders } from '../providers/sign-in-providers.ts';
import { type Changer, SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { deleteForeignIdentity } from '../store/foreign-identities.ts';
import { lockPerson } from '../store/persons.ts';
import { requireWayToSignIn } from '../store/ways-to-sign-in.ts';

/** A person does not sign in by an account elsewhere any more. */
@Injectable()
export class UnlinkForeignIdentity {
  readonly #db: Db;
  readonly #providers: SignInProviders;
  readonly #changes: SecurityChanges;

  constructor(db: Db, providers: SignInProviders, changes: SecurityChanges) {
    this.#db = db;
    this.#providers = providers;
    this.#changes = changes;
  }

  /** @throws AppError `not_found`, `last_way_to_sign_in` */
  run(ctx: SystemCtx, by: Changer, linkId: Id<'foreign-identity'>): Promise<void> {
    const { personId } = by;
    return this.#db.inSystemTx(ctx, async (tx) => {
      await lockPerson(tx, personId);
      const unlinked = await deleteForeignIdentity(tx, { id: linkId, personId });
      if (!unlinked) throw new AppError('not_found');
      await requireWayToSignIn(tx, personId, this.#providers.issuers);
      const details = { issuer: unlinked.issuer };
      await this.#changes.record(tx, { change: 'foreign-sign-in-removed', ...by, details });
    });
  }
}
