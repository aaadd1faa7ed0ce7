import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { SignInProviders } from '../providers/sign-in-providers.ts';
import { type Changer, SecurityChanges } from '../sign-in-steps/security-changes.ts';
import { deletePasskey } from '../store/passkeys.ts';
import { lockPerson } from '../store/persons.ts';
import { requireWayToSignIn } from '../store/ways-to-sign-in.ts';

/** A person removes a passkey, for example of a device that they lost. */
@Injectable()
export class RemovePasskey {
  readonly #db: Db;
  readonly #providers: SignInProviders;
  readonly #changes: SecurityChanges;

  constructor(db: Db, providers: SignInProviders, changes: SecurityChanges) {
    this.#db = db;
    this.#providers = providers;
    this.#changes = changes;
  }

  /** @throws AppError `not_found`, `last_way_to_sign_in` */
  run(ctx: SystemCtx, by: Changer, passkeyId: Id<'passkey'>): Promise<void> {
    const { personId } = by;
    return this.#db.inSystemTx(ctx, async (tx) => {
      await lockPerson(tx, personId);
      if (!(await deletePasskey(tx, { id: passkeyId, personId }))) throw new AppError('not_found');
      await requireWayToSignIn(tx, personId, this.#providers.issuers);
      const details = { passkey: passkeyId };
      await this.#changes.record(tx, { change: 'passkey-removed', ...by, details });
    });
  }
}
