import { Db } from '@edumaster/database';
import { AppError, type Id, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { isActive } from '../domain/account.ts';
import { type InteractionRequest, Interactions } from '../issuer/interactions.ts';
import { SecurityChanges } from '../sign-in-steps/security-changes.ts';
import type { SignInProgress } from '../sign-in-steps/sign-in-progress.ts';
import { tokenHash } from '../secrets/tokens.ts';
import { wasSignedOutSince } from '../store/end-sign-ins.ts';
import { insertForeignIdentity } from '../store/foreign-identities.ts';
import { deleteRecord } from '../store/oidc-records.ts';
import { findPerson } from '../store/persons.ts';

export interface KnownPerson {
  readonly at: InteractionRequest;
  readonly progress: SignInProgress;
  readonly personId: Id<'user'>;
  /** When they began to prove it, by default with this request. */
  readonly since?: Date | undefined;
}

/**
 * All that was asked of a person has been answered. An account elsewhere that waits for them to
 * prove who they are is linked on the way.
 */
@Injectable()
export class FinishSignIn {
  readonly #db: Db;
  readonly #interactions: Interactions;
  readonly #changes: SecurityChanges;

  constructor(db: Db, interactions: Interactions, changes: SecurityChanges) {
    this.#db = db;
    this.#interactions = interactions;
    this.#changes = changes;
  }

  /**
   * @returns the address that the browser goes on to
   * @throws AppError `sign_in_expired`, `account_not_active`, `invalid_credentials`
   */
  async run(ctx: SystemCtx, known: KnownPerson): Promise<string> {
    const { at, personId } = known;
    const { tenantId } = await this.#interactions.hostOf(at);
    const connecting = known.progress.connecting;
    await this.#db.inSystemTx(ctx, async (tx) => {
      const person = await findPerson(tx, personId);
      if (!person || !isActive(person)) throw new AppError('account_not_active');
      // Somebody else may sign in here instead; then nothing is linked.
      if (connecting?.personId !== personId) return;
      const link = await insertForeignIdentity(tx, connecting);
      if (!link) return;
      const details = { issuer: connecting.issuer };
      await this.#changes.record(tx, {
        change: 'foreign-sign-in-added',
        personId,
        tenantId,
        details,
      });
    });
    const redirectTo = await this.#interactions.finish(at, personId);
    if (!(await this.#isStillValid(ctx, known))) throw new AppError('invalid_credentials');
    return redirectTo;
  }

  /** False when everybody was signed out of the account while the person proved who they are. */
  #isStillValid(ctx: SystemCtx, { at, personId, since }: KnownPerson): Promise<boolean> {
    return this.#db.inSystemTx(ctx, async (tx) => {
      if (!(await wasSignedOutSince(tx, personId, since ?? ctx.now))) return true;
      await deleteRecord(tx, { model: 'Interaction', id: tokenHash(at.uid) });
      return false;
    });
  }
}
